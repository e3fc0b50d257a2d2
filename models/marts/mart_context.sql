-- One row for each authority assessed and each indicator that is known for whole authorities only: its value with limits,
-- beside its region's and the country's.
with valued as (
  select c.figure, c.indicator, c.area_level, c.area, c.area_name, c.region, c.period, c.numerator, c.denominator, c.made,
    c.inherited, c.inherited_name, c.status, v.value, v.lower95_0cl, v.upper95_0cl, v.lower99_8cl, v.upper99_8cl, v.method,
    -- A larger area's figure says nothing of how this authority compares.
    case when c.inherited is null then v.comparison else 'not_compared' end as comparison,
    case when c.inherited is null then v.region_comparison else 'not_compared' end as region_comparison, v.reason
  from context_count as c
  join context_value as v on v.figure = c.figure
)
select v.area, v.area_name, v.indicator, i.title, i.domain, i.position, coalesce(v.period, n.period, '') as period, i.unit,
  i.direction, i.statistic, v.method, i.multiplier, v.numerator, v.denominator, v.value,
  v.lower95_0cl, v.upper95_0cl, v.lower99_8cl, v.upper99_8cl, v.comparison,
  case when v.comparison in ('similar', 'not_compared') or i.direction = 'none' then v.comparison
    when v.comparison = i.direction then 'worse' else 'better' end as judgement,
  n.value as country_value, case when n.value is not null then n.made end as country_made,
  r.area_name as region_name, r.value as region_value, case when r.value is not null then r.made end as region_made,
  v.region_comparison, v.inherited as inherited_from, case when v.inherited is not null then v.inherited_name end as inherited_name,
  case when v.status = 'measured' and i.rounded then 'rounded' else v.status end as status,
  case when v.status = 'withheld' then 'withheld by the publisher'
    when v.status = 'missing' then 'the source has no figure for the whole of this authority'
    when v.value is not null and i.sampled and v.lower95_0cl is null
      then 'estimated from a sample, whose limits its publisher''s counts do not give'
    when v.value is not null and v.lower95_0cl is null then 'its publisher gives no limits'
    else v.reason end as reason,
  i.geography, i.sources, i.publisher, i.caveats
from valued as v
join context_indicator as i on i.indicator = v.indicator
left join valued as n on n.indicator = v.indicator and n.area_level = 'country'
left join valued as r on r.indicator = v.indicator and r.area_level = 'region' and r.area = v.region
where v.area_level = 'authority'
