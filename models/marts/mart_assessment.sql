-- One row: what this assessment is. Up to three authorities are named.
with ends as (
  select count(*) as authorities, min(a.name) as first_name, max(a.name) as last_name
  from assessed as a where a.area_level = 'authority'
),
named as (
  select e.authorities, e.first_name, e.last_name,
    min(case when a.name <> e.first_name and a.name <> e.last_name then a.name end) as middle_name
  from ends as e
  left join assessed as a on a.area_level = 'authority'
  group by e.authorities, e.first_name, e.last_name
)
select t.title, t.index_id, t.index_title,
  case when t.whole_country then s.country_name
    when n.authorities = 1 then n.first_name
    when n.authorities = 2 then n.first_name || ' and ' || n.last_name
    when n.authorities = 3 then n.first_name || ', ' || n.middle_name || ' and ' || n.last_name
    else cast(n.authorities as varchar) || ' authorities' end as area_name,
  s.ward_type,
  case s.ward_type when 'ward25' then 'wards of May 2025' when 'ward22' then 'wards of December 2022'
    else t.ward_type_title end as ward_type_title,
  (select count(*) from assessed as a where a.area_level = 'ward') as wards,
  (select count(*) from index_value as v where v.rank is not null) as wards_ranked,
  s.country_name as benchmark_name, t.normalise, t.aggregate, t.index_power, t.index_threshold, s.suppress_below, s.protect_zeros, s.round_to, t.made_up, t.edition, t.audience,
  t.data_hash, t.data_date, t.brand_name, t.brand_colour
from assessment as t
cross join setting as s
cross join named as n
