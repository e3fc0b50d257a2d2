-- A small count of a council's own files that has reached a mart.
with held as (
  -- Rounding may bring a count, and what is left of the whole, below the threshold.
  select s.suppress_below - coalesce(s.round_to, 0) as below, s.protect_zeros and s.round_to is null as zeros from setting as s
)
select m.indicator, m.area_level, m.area, m.period
from indicator_series as m
join indicator as i on i.indicator = m.indicator
cross join held as h
where i.disclosure = 'own'
  and ((m.numerator < h.below and (m.numerator > 0 or (m.numerator = 0 and h.zeros)))
    or (m.denominator > 0 and m.denominator < h.below)
    or (i.statistic = 'proportion' and m.denominator - m.numerator > 0 and m.denominator - m.numerator < h.below))
