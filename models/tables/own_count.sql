-- One row for each count of the council's own that would be shown: indicator, period, area. Counts named alike are the same
-- number shown twice; one without a name is of a published source, and so known to all. Before disclosure control.
select c.indicator, c.period, c.area_level, c.area, i.statistic = 'proportion' as is_part, c.numerator, c.denominator,
  case when n.disclosure = 'own' then i.numerator_source || '.' || i.numerator_measure end as numerator_of,
  case when d.disclosure = 'own' then i.denominator_source || '.' || i.denominator_measure end as denominator_of,
  p.denominator_period
from indicator_count as c
join indicator as i on i.indicator = c.indicator
join assessed as a on a.area_level = c.area_level and a.area = c.area
join indicator_period as p on p.indicator = c.indicator and p.period = c.period
join measure as n on n.source = i.numerator_source and n.measure = i.numerator_measure
left join measure as d on d.source = i.denominator_source and d.measure = i.denominator_measure
where i.disclosure = 'own' and c.status <> 'withheld' and coalesce(c.numerator, c.denominator) is not null
