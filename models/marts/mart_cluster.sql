-- One row for each ward assessed: how its need and its neighbours' need go together. None where no outlines are at hand.
select c.ward, a.name as ward_name, a.authority, a.authority_name, v.score, v.rank, c.neighbours, c.local_moran, c.gi_star,
  c.p_two_sided, c.p_adjusted, c.class, c.near_cut, c.cluster, c.tests, c.permutations, c.seed, c.cutoff,
  s.cluster_least_population as least_population
from cluster as c
join assessed as a on a.area_level = 'ward' and a.area = c.ward
join index_value as v on v.ward = c.ward
cross join setting as s
