-- One row for each ward assessed: the middle of its people, the mean of its small areas' population-weighted centroids, weighed
-- by their residents, in metres on the National Grid. No row where a small area has none.
select m.area as ward, max(case when m.measure = 'east' then m.total / nullif(m.weight, 0) end) as east,
  max(case when m.measure = 'north' then m.total / nullif(m.weight, 0) end) as north
from area_measure as m
join assessed as a on a.area_level = 'ward' and a.area = m.area
where m.source = 'ons_lsoa21_centroids' and m.area_level = 'ward' and m.total is not null
group by m.area
