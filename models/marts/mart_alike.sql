-- One row for the index and each of its domains: Moran's I, whether wards that touch are alike. None without outlines.
select k.score, coalesce(d.title, t.index_title) as title, coalesce(d.position, 0) as position, k.moran_i, k.expectation, k.z,
  k.p_two_sided, k.wards, k.islands, k.permutations, k.seed
from alike as k
cross join assessment as t
left join domain as d on d.domain = k.score
