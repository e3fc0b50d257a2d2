-- One row for each indicator and fifth of the wards by deprivation, 5 the most deprived, with the slope through all five.
select q.indicator, i.title, i.position, i.unit, i.direction, i.sources, i.publisher, n.period, q.fifth, q.wards,
  q.numerator, q.denominator, q.value, q.lower95_0cl, q.upper95_0cl, q.sii, q.sii_lower95_0cl, q.sii_upper95_0cl, q.rii,
  q.reason
from inequality as q
join indicator as i on i.indicator = q.indicator
left join (select indicator, max(period) as period from indicator_protected group by indicator) as n
  on n.indicator = q.indicator
