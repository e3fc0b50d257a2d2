-- One row for each indicator and authority, where several are assessed: its figure beside the country's and that of all of
-- them together. The whole is made of what is shown of each, so that it gives none away.
with own as (
  select m.indicator, m.title, m.domain, m.position, m.unit, m.direction, m.statistic, m.area, m.area_name, m.period, m.numerator,
    m.denominator, m.multiplier, m.value, m.lower95_0cl, m.upper95_0cl, m.comparison, m.judgement, m.in_index, m.status, m.reason
  from mart_indicator as m
  where m.area_level = 'authority'
),
together as (
  select indicator, count(*) as authorities,
    case when count(numerator) = count(*) and count(denominator) = count(*)
      then sum(numerator order by area) / nullif(sum(denominator order by area), 0) * min(multiplier) end as value
  from own
  group by indicator
),
compared as (
  select o.indicator, o.area, t.authorities, t.value as together_value,
    case when t.value is null or o.lower95_0cl is null or o.upper95_0cl is null then 'not_compared'
      when o.lower95_0cl > t.value then 'higher' when o.upper95_0cl < t.value then 'lower' else 'similar' end as together_comparison
  from own as o
  join together as t on t.indicator = o.indicator
)
select o.indicator, o.title, o.domain, o.position, o.in_index, o.unit, o.direction, o.statistic, o.area as authority, o.area_name as authority_name,
  o.period, o.numerator, o.denominator, o.value, o.lower95_0cl, o.upper95_0cl, o.comparison, o.judgement, n.value as country_value,
  c.together_value, c.together_comparison,
  case when c.together_comparison in ('similar', 'not_compared') or o.direction = 'none' then c.together_comparison
    when c.together_comparison = o.direction then 'worse' else 'better' end as together_judgement,
  o.status, o.reason
from own as o
join compared as c on c.indicator = o.indicator and c.area = o.area
left join mart_indicator as n on n.area_level = 'country' and n.indicator = o.indicator
where c.authorities > 1
