-- One row for each area, indicator and period, for indicators that have figures of several.
select v.indicator, i.title, v.area_level, v.area, a.name as area_name, v.period, v.year, i.unit, p.numerator, p.denominator,
  v.value, v.lower95_0cl, v.upper95_0cl, p.status,
  coalesce(b.broken, false) as new_series
from series_value as v
join indicator as i on i.indicator = v.indicator
join assessed as a on a.area_level = v.area_level and a.area = v.area
join indicator_series as p
  on p.indicator = v.indicator and p.area_level = v.area_level and p.area = v.area and p.period = v.period
left join (select source, year, true as broken from series_break group by source, year) as b
  on b.source = i.numerator_source and b.year = v.year
