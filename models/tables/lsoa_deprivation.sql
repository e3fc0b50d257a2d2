-- One row for each LSOA of the wards assessed: its score on the Index of Multiple Deprivation 2025, its place among all
-- LSOAs that have one, and its residents. It belongs to the ward that holds most of its people.
with scored as (
  select area, value as score, rank() over (order by value desc) as place, count(*) over () as total
  from observation
  where source = 'mhclg_iod2025' and measure = 'imd_score' and value is not null
),
placed as (
  select area, ward, row_number() over (partition by area order by share desc, ward) as choice
  from share
  where from_type = 'lsoa21'
)
select s.area, p.ward, w.authority, cast(s.score as double) as score, s.place, s.total, cast(r.value as double) as residents
from scored as s
join placed as p on p.area = s.area and p.choice = 1
join ward as w on w.ward = p.ward and w.in_area
left join observation as r on r.source = 'ons_census_age' and r.measure = 'residents' and r.area = s.area
