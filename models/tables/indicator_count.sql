-- One row for each area, indicator and period: its numerator and denominator as counted, before disclosure control.
with figure as (
  select i.indicator, n.area_level, n.area, n.period, p.latest, i.disclosure,
    n.total as numerator,
    case when i.denominator_measure is null then n.weight else d.total end as denominator,
    n.status as numerator_status,
    case when i.denominator_measure is null then n.status else coalesce(d.status, 'missing') end as denominator_status
  from indicator as i
  join indicator_period as p on p.indicator = i.indicator
  join area_measure as n
    on n.source = i.numerator_source and n.measure = i.numerator_measure and n.period = p.period
  left join area_measure as d
    on d.source = i.denominator_source and d.measure = i.denominator_measure and d.period = p.denominator_period
    and d.area_level = n.area_level and d.area = n.area
)
select indicator, area_level, area, period, latest, disclosure,
  cast(numerator as double) as numerator, cast(denominator as double) as denominator,
  case when numerator_status = 'withheld' or denominator_status = 'withheld' then 'withheld'
    when numerator_status = 'missing' or denominator_status = 'missing' then 'missing'
    when numerator_status = 'modelled' or denominator_status = 'modelled' then 'modelled'
    else 'measured' end as status
from figure
