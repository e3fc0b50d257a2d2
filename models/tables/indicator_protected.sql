-- One row for each indicator and assessed area, after disclosure control: small counts of the council's own files are
-- gone. A count, its denominator and its complement are each held against the threshold; the totals of the authority
-- and the country go too where one of their wards is withheld, since they would give it away by subtraction.
with grid as (
  select row_number() over (order by i.position, a.place, a.area) as figure, i.indicator, i.disclosure, i.statistic,
    a.area_level, a.area, a.authority, c.period, c.numerator, c.denominator,
    coalesce(c.status, case when a.has_parts then 'missing' else 'no_estimate' end) as status,
    s.suppress_below, s.round_to
  from indicator as i
  cross join assessed as a
  cross join setting as s
  left join indicator_count as c
    on c.indicator = i.indicator and c.area_level = a.area_level and c.area = a.area
),
judged as (
  select figure, indicator, disclosure, area_level, area, authority, period, numerator, denominator, status, round_to,
    disclosure = 'own' and coalesce(
      (numerator > 0 and numerator < suppress_below)
      or (denominator > 0 and denominator < suppress_below)
      or (statistic = 'proportion' and denominator - numerator > 0 and denominator - numerator < suppress_below),
      false) as small
  from grid
),
hidden as (
  select indicator, authority
  from judged
  where area_level = 'ward' and disclosure = 'own' and (small or status = 'withheld')
  group by indicator, authority
),
larger as (
  select indicator, 'authority' as area_level, authority as area from hidden
  union all
  select h.indicator, 'country', s.country from hidden as h cross join setting as s group by h.indicator, s.country
),
ruled as (
  select j.figure, j.indicator, j.disclosure, j.area_level, j.area, j.period, j.numerator, j.denominator, j.status, j.round_to,
    case when j.small then 'small_count'
      when l.indicator is not null and j.numerator is not null then 'gives_a_ward_away'
      when j.status = 'withheld' then 'withheld_by_publisher' end as rule
  from judged as j
  left join larger as l on l.indicator = j.indicator and l.area_level = j.area_level and l.area = j.area
)
select figure, indicator, area_level, area, period, rule,
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
