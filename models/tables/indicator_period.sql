-- One row for each indicator and period that its numerator has figures for: which period its denominator is of (the same
-- one, or else the newest), and whether it is the newest of its periods.
with held as (
  select distinct source, measure, period from observation
)
select i.indicator, n.period, coalesce(d.period, dp.period) as denominator_period, n.period = np.period as latest
from indicator as i
join held as n on n.source = i.numerator_source and n.measure = i.numerator_measure
join latest_period as np on np.source = i.numerator_source and np.measure = i.numerator_measure
left join held as d
  on d.source = i.denominator_source and d.measure = i.denominator_measure and d.period = n.period
left join latest_period as dp on dp.source = i.denominator_source and dp.measure = i.denominator_measure
