-- One row for each service given.
select s.service_id, s.organisation, s.name, s.level, l.position, s.sector, s.audience, s.situation, s.mode, s.evidence,
  s.cost, s.capacity_per_year as places, coalesce(w.wards, 0) as wards_covered,
  coalesce(w.wards = a.wards, false) as covers_all, s.covers, s.postcode, s.lat, s.lon, p.east, p.north, s.wait_days, s.languages, s.referral_route,
  cast(s.funding_end as varchar) as funding_end, cast(s.verified_on as varchar) as verified_on
from local_services as s
join pathway_level as l on l.level = s.level
cross join (select count(*) as wards from assessed where area_level = 'ward') as a
left join (select service_id, count(*) as wards from service_ward group by service_id) as w on w.service_id = s.service_id
left join service_place as p on p.service_id = s.service_id
