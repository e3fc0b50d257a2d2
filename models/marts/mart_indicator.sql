-- One row for each ward, authority and country, and each indicator: value, limits, comparison.
select v.area_level, v.area, a.name as area_name, v.indicator, i.title, i.domain, i.position, coalesce(v.period, '') as period,
  i.unit, i.direction, i.statistic, v.method, i.multiplier, v.numerator, v.denominator, v.value,
  v.lower95_0cl, v.upper95_0cl, v.lower99_8cl, v.upper99_8cl, v.comparison, v.judgement, v.zscore, v.in_index, v.status, v.reason
from indicator_value as v
join indicator as i on i.indicator = v.indicator
join assessed as a on a.area_level = v.area_level and a.area = v.area
