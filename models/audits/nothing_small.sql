-- A small count of a council's own files that has reached a mart, or that two counts of one row tell.
with held as (
  -- Rounding may bring a count, and what is left of the whole, below the threshold.
  select s.suppress_below - coalesce(s.round_to, 0) as below, s.protect_zeros and s.round_to is null as zeros from setting as s
),
own as (
  select m.indicator, concat_ws(' ', m.area_level, m.area, m.period) as item, m.numerator, m.denominator,
    i.statistic = 'proportion' as is_part
  from indicator_series as m
  join indicator as i on i.indicator = m.indicator
  where i.disclosure = 'own'
),
shown as (
  select indicator as subject, item, 'numerator' as number, numerator as value from own
  union all
  select indicator, item, 'denominator', nullif(denominator, 0) from own
  union all
  select indicator, item, 'denominator less numerator', denominator - numerator from own where is_part
  union all
  select subject, item, number, value from shown_count
)
select w.subject, w.item, w.number
from shown as w
cross join held as h
where w.value < h.below and (w.value > 0 or (w.value = 0 and h.zeros))
