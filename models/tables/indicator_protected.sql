-- One row for each area and indicator after disclosure control: small counts of the council's own files are gone.
-- A count, its denominator and its complement are each held against the threshold; the authority's total goes
-- too where one of its wards is withheld, since it would give the ward away by subtraction.
with judged as (
  select c.indicator, c.area_level, c.area, c.period, c.disclosure, c.numerator, c.denominator, c.status,
    s.suppress_below, s.round_to,
    c.disclosure = 'own' and (
      (c.numerator > 0 and c.numerator < s.suppress_below)
      or (c.denominator > 0 and c.denominator < s.suppress_below)
      or (i.statistic = 'proportion' and c.denominator - c.numerator > 0 and c.denominator - c.numerator < s.suppress_below)
    ) as small
  from indicator_count as c
  join indicator as i on i.indicator = c.indicator
  cross join setting as s
),
spread as (
  select j.indicator, w.authority, bool_or(j.small or j.status = 'withheld') as any_small
  from judged as j
  join ward as w on w.ward = j.area
  where j.area_level = 'ward' and w.in_area and j.disclosure = 'own'
  group by j.indicator, w.authority
),
ruled as (
  select j.indicator, j.area_level, j.area, j.period, j.disclosure, j.numerator, j.denominator, j.status, j.round_to,
    case when j.small then 'small_count'
      when j.area_level = 'authority' and coalesce(s.any_small, false) then 'gives_a_ward_away'
      when j.status = 'withheld' then 'withheld_by_publisher' end as rule
  from judged as j
  left join spread as s on s.indicator = j.indicator and s.authority = j.area
)
select indicator, area_level, area, period, rule,
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
