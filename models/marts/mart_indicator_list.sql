-- One row for each indicator with figures: what it is and how far it reaches.
select i.indicator, i.title, i.domain, d.title as domain_title, i.position,
  w.weight is not null as in_index, w.weight, i.statistic, i.unit, i.direction, i.sources, i.publisher,
  max(p.period) as period, i.geography,
  sum(case when p.area_level = 'ward' and v.value is not null then 1 else 0 end) as wards_with_value,
  sum(case when p.area_level = 'ward' then 1 else 0 end) as wards_in_area, i.caveats,
  min(q.rating) as quality, min(q.concerns) as quality_concerns
from indicator as i
join domain as d on d.domain = i.domain
join indicator_protected as p on p.indicator = i.indicator
join indicator_value as v on v.figure = p.figure
join mart_quality as q on q.indicator = i.indicator
left join index_indicator as w on w.indicator = i.indicator
group by i.indicator, i.title, i.domain, d.title, i.position, w.weight, i.statistic, i.unit, i.direction, i.sources, i.publisher,
  i.geography, i.caveats
