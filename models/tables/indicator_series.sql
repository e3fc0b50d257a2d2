-- One row for each indicator, period and assessed area, after disclosure control: what may not be shown of the council's own
-- counts, because it is small or would give a small count away, is gone; which that is, is in `withheld`.
with grid as (
  select i.indicator, i.disclosure, a.area_level, a.area, t.period, coalesce(t.latest, true) as latest,
    c.numerator, c.denominator,
    coalesce(c.status, case when a.has_parts then 'missing' else 'no_estimate' end) as status,
    s.round_to
  from indicator as i
  cross join assessed as a
  cross join setting as s
  left join indicator_period as t on t.indicator = i.indicator
  left join indicator_count as c
    on c.indicator = i.indicator and c.period = t.period and c.area_level = a.area_level and c.area = a.area
),
ruled as (
  select g.indicator, g.disclosure, g.area_level, g.area, g.period, g.latest, g.numerator, g.denominator, g.status, g.round_to,
    coalesce(w.rule, case when g.status = 'withheld' then 'withheld_by_publisher' end) as rule
  from grid as g
  left join withheld as w
    on w.subject = g.indicator and w.number is null and w.period = g.period and w.area_level = g.area_level and w.area = g.area
)
select indicator, area_level, area, period, latest, rule,
  case when rule is not null then 'withheld'
    when status in ('measured', 'modelled') and disclosure = 'own' and round_to is not null then 'rounded'
    else status end as status,
  case when rule is not null then null
    when disclosure = 'own' and round_to is not null then round(numerator / round_to) * round_to
    else numerator end as numerator,
  case when rule is not null then null
    when disclosure = 'own' and round_to is not null then round(denominator / round_to) * round_to
    else denominator end as denominator
from ruled
