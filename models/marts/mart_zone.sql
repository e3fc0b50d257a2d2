-- One row for each zone of the council's own: who lives there, its place in the index, and how far that could move.
select z.zone, z.name, z.authority, z.authority_name, w.wards, w.wards_in_part, cast(r.total as double) as residents,
  v.score, v.rank, v.of, v.rank_low, v.rank_high, v.draws,
  case when v.rank is null then 'no indicator of the index has a figure in every zone' end as reason
from zone as z
join zone_value as v on v.zone = z.zone
join (
  select zone, count(*) as wards, sum(case when share < 1 then 1 else 0 end) as wards_in_part
  from zone_share where method = 'own' group by zone
) as w on w.zone = z.zone
left join area_measure as r
  on r.area_level = 'zone' and r.area = z.zone and r.source = 'ons_census_age' and r.measure = 'residents'
