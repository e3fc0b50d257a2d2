-- One row for each pair of indicators of the index that tell the same of wards, or take back what the other adds.
select c.indicator, i.title, c.other, o.title as other_title, i.domain = o.domain as same_domain, c.pearson, c.spearman,
  c.finding
from index_correlation as c
join indicator as i on i.indicator = c.indicator
join indicator as o on o.indicator = c.other
