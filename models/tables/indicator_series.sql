-- One row for each indicator, period and assessed area, after disclosure control: small counts of the council's own files
-- are gone. A count, its denominator and its complement are each held against the threshold; the totals of the authority
-- and the country go too where one of their wards is withheld in that period, since they would give it away.
with grid as (
  select i.indicator, i.disclosure, i.statistic, a.area_level, a.area, a.authority, t.period,
    coalesce(t.latest, true) as latest, c.numerator, c.denominator,
    coalesce(c.status, case when a.has_parts then 'missing' else 'no_estimate' end) as status,
    s.suppress_below, s.round_to
  from indicator as i
  cross join assessed as a
  cross join setting as s
  left join indicator_period as t on t.indicator = i.indicator
  left join indicator_count as c
    on c.indicator = i.indicator and c.period = t.period and c.area_level = a.area_level and c.area = a.area
),
judged as (
  select indicator, disclosure, area_level, area, authority, period, latest, numerator, denominator, status, round_to,
    disclosure = 'own' and coalesce(
      (numerator > 0 and numerator < suppress_below)
      or (denominator > 0 and denominator < suppress_below)
      or (statistic = 'proportion' and denominator - numerator > 0 and denominator - numerator < suppress_below),
      false) as small
  from grid
),
hidden as (
  select indicator, period, authority
  from judged
  where area_level = 'ward' and disclosure = 'own' and (small or status = 'withheld')
  group by indicator, period, authority
),
larger as (
  select indicator, period, 'authority' as area_level, authority as area from hidden
  union all
  select h.indicator, h.period, 'country', s.country
  from hidden as h
  cross join setting as s
  group by h.indicator, h.period, s.country
),
ruled as (
  select j.indicator, j.disclosure, j.area_level, j.area, j.period, j.latest, j.numerator, j.denominator, j.status, j.round_to,
    case when j.small then 'small_count'
      when l.indicator is not null and j.numerator is not null then 'gives_a_ward_away'
      when j.status = 'withheld' then 'withheld_by_publisher' end as rule
  from judged as j
  left join larger as l
    on l.indicator = j.indicator and l.period = j.period and l.area_level = j.area_level and l.area = j.area
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
