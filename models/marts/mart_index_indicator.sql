-- One row for each indicator of the index: what was done to it and how much it counts.
select x.indicator, i.title, i.domain, i.position, x.weight, x.effective_weight, x.treatment, x.points_changed,
  x.skewness, x.kurtosis, x.skewness_after, x.kurtosis_after, x.wards_imputed
from index_indicator as x
join indicator as i on i.indicator = x.indicator
