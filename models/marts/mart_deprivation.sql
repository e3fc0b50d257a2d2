-- One row for each ward and authority assessed: the official summaries of the deprivation of its LSOAs.
select d.area_level, d.area, a.name as area_name, d.lsoas, d.lsoas < 5 as few_lsoas, d.population, d.average_score,
  d.average_rank, d.proportion, d.extent, d.local_concentration, d.reason
from deprivation as d
join assessed as a on a.area_level = d.area_level and a.area = d.area
