-- One row for each area, indicator and period that both this edition and the one before have: what each says.
with now as (
  select n.area_level, n.area, n.area_name, n.indicator, n.period, n.unit, n.value, n.status
  from mart_indicator as n
  cross join earlier
  -- A zone is what the council says it is: another day it may be of other areas.
  where n.area_level <> 'zone'
  union all
  select s.area_level, s.area, s.area_name, s.indicator, s.period, s.unit, s.value, s.status
  from mart_series as s
  cross join earlier
  left join mart_indicator as n
    on n.indicator = s.indicator and n.area_level = s.area_level and n.area = s.area and n.period = s.period
  where n.indicator is null and s.area_level <> 'zone'
  union all
  select 'authority', c.area, c.area_name, c.indicator, c.period, c.unit, c.value, c.status
  from mart_context as c
  cross join earlier
),
before as (
  select e.area_level, e.area, e.indicator, e.period, e.value, e.status
  from earlier_indicator as e
  union all
  select s.area_level, s.area, s.indicator, s.period, s.value, s.status
  from earlier_series as s
  left join earlier_indicator as e
    on e.indicator = s.indicator and e.area_level = s.area_level and e.area = s.area and e.period = s.period
  where e.indicator is null
  union all
  select 'authority', c.area, c.indicator, c.period, c.value, c.status
  from earlier_context as c
)
select n.area_level, n.area, n.area_name, n.indicator, n.period, n.unit, b.value as value_before, b.status as status_before,
  n.value, n.status
from now as n
join before as b
  on b.indicator = n.indicator and b.area_level = n.area_level and b.area = n.area and b.period = n.period
