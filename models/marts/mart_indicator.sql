-- One row for each ward, zone, authority and country, and each indicator: value, limits, comparison.
select p.area_level, p.area, a.name as area_name, p.indicator, i.title, i.domain, i.position,
  coalesce(p.period, n.period, '') as period, i.unit, i.direction, i.statistic, v.method, i.multiplier, p.numerator, p.denominator, v.value,
  v.lower95_0cl, v.upper95_0cl, v.lower99_8cl, v.upper99_8cl, v.comparison,
  case when v.comparison in ('similar', 'not_compared') or i.direction = 'none' then v.comparison
    when v.comparison = i.direction then 'worse' else 'better' end as judgement,
  v.normalised, v.contribution, w.weight is not null as in_index, p.status,
  case when p.rule = 'small_count' then 'withheld: a small count'
    when p.rule = 'gives_one_away' then 'withheld: it would give a small count away'
    when p.rule = 'withheld_by_publisher' then 'withheld by the publisher'
    when p.status = 'missing' then coalesce(c.reason, 'the source has no figure')
    when p.status = 'no_estimate' then 'no small area was fitted to this ward'
    when p.status = 'modelled' and v.reason is null then 'some of its areas were shared out by where people live'
    else coalesce(v.reason, c.reason) end as reason,
  case when i.statistic = 'mean' or p.numerator is null then null
    when p.numerator < 10 then 'low_count'
    when p.numerator < 20 then 'small_numbers'
    else 'usual' end as reliability
from indicator_protected as p
join indicator_value as v on v.figure = p.figure
join indicator as i on i.indicator = p.indicator
join assessed as a on a.area_level = p.area_level and a.area = p.area
left join covered as c on c.source = i.numerator_source and c.authority = a.authority
left join index_indicator as w on w.indicator = p.indicator
left join (select indicator, max(period) as period from indicator_protected group by indicator) as n on n.indicator = p.indicator
