-- One row for each indicator or measure that a theory of change may name, with its newest figure for the whole of what is
-- assessed: of one authority, or of the country. Several authorities have no one figure.
with whole as (
  select case when t.whole_country then 'country' else 'authority' end as area_level,
    t.whole_country or count(a.area) = 1 as is_one
  from assessment as t
  left join assessed as a on a.area_level = 'authority'
  group by t.whole_country
),
found as (
  select area_level, indicator, title, unit, period, value, lower95_0cl, upper95_0cl
  from mart_indicator
  where area_level <> 'ward'
  union all
  select 'authority', indicator, title, unit, period, value, lower95_0cl, upper95_0cl
  from mart_context
)
select f.indicator, min(f.title) as title, min(f.unit) as unit, max(f.period) as period,
  max(case when w.is_one then f.value end) as value, max(case when w.is_one then f.lower95_0cl end) as lower95_0cl,
  max(case when w.is_one then f.upper95_0cl end) as upper95_0cl
from found as f
join whole as w on w.area_level = f.area_level
group by f.indicator
union all
select measure, title, '%', period, value, lower95_0cl, upper95_0cl
from own_measure
