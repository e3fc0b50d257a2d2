-- One row for each count of the council's own that would be shown: indicator, period, area. Counts named alike are the same
-- number shown twice; one without a name is of a published source, and so known to all. Before disclosure control. So too
-- for the pieces that zones cut wards into, which are never shown, unless what is counted is known for wards only (by_ward).
with by_ward as (
  select o.source, o.measure
  from observation as o
  join measure as m on m.source = o.source and m.measure = o.measure and m.disclosure = 'own'
  cross join setting as s
  where exists (select 1 from zone_piece)
  group by o.source, o.measure
  having bool_and(o.area_type = s.ward_type)
)
select c.indicator, c.period, c.area_level, c.area, i.statistic = 'proportion' as is_part, c.numerator, c.denominator,
  case when n.disclosure = 'own' then i.numerator_source || '.' || i.numerator_measure end as numerator_of,
  case when d.disclosure = 'own' then i.denominator_source || '.' || i.denominator_measure end as denominator_of,
  p.denominator_period, nw.source is not null as numerator_by_ward, dw.source is not null as denominator_by_ward
from indicator_count as c
join indicator as i on i.indicator = c.indicator
join indicator_period as p on p.indicator = c.indicator and p.period = c.period
join measure as n on n.source = i.numerator_source and n.measure = i.numerator_measure
left join measure as d on d.source = i.denominator_source and d.measure = i.denominator_measure
left join assessed as a on a.area_level = c.area_level and a.area = c.area
left join by_ward as nw on nw.source = n.source and nw.measure = n.measure
left join by_ward as dw on dw.source = d.source and dw.measure = d.measure
where (a.area is not null or (c.area_level = 'piece' and nw.source is null and dw.source is null))
  and i.disclosure = 'own' and c.status <> 'withheld' and coalesce(c.numerator, c.denominator) is not null
