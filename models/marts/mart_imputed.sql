-- One row for each figure that was filled in for the index.
select ward, indicator, value from index_imputed
