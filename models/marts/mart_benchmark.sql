-- One row for each value that figures are compared with: the country's, the region's, the neighbours', the authority's own,
-- a target, the average of the wards of a funnel. authority is whose figures it is for; blank for everybody's.
with named as (
  select m.area_level as benchmark, case when m.area_level = 'authority' then m.area end as authority,
    m.area as benchmark_area, m.area_name as benchmark_name, m.indicator, cast(1 as bigint) as members, m.numerator,
    m.denominator, m.value, m.lower95_0cl, m.upper95_0cl, m.lower99_8cl, m.upper99_8cl, m.reason
  from mart_indicator as m
  where m.area_level in ('authority', 'country')
  union all
  select c.benchmark, c.authority, c.benchmark_area, c.benchmark_name, c.indicator, c.members, c.numerator, c.denominator,
    v.value, v.lower95_0cl, v.upper95_0cl, v.lower99_8cl, v.upper99_8cl,
    case when c.numerator is null or c.denominator is null then 'an authority of the group has no figure' else v.reason end
  from benchmark_count as c
  join pooled_value as v on v.pooled = c.pooled
  union all
  select 'target', null, null, 'the target', t.indicator, null, null, null, t.value, null, null, null, null, null
  from target as t
  union all
  select 'wards', null, null, 'the wards’ average', f.indicator, count(f.average), null, null, max(f.average), null, null, null,
    null, null
  from funnel as f
  group by f.indicator
)
select n.benchmark, n.authority, n.benchmark_area, n.benchmark_name, n.indicator, i.title, i.position, i.unit, n.members,
  n.numerator, n.denominator, n.value, n.lower95_0cl, n.upper95_0cl, n.lower99_8cl, n.upper99_8cl, n.reason
from named as n
join indicator as i on i.indicator = n.indicator
