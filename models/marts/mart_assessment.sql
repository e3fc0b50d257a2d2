-- One row: what this assessment is.
select t.title, t.index_id, t.index_title,
  case when t.whole_country then s.country_name
    else (select case when count(*) = 1 then min(a.name) else cast(count(*) as varchar) || ' authorities' end
          from assessed as a where a.area_level = 'authority') end as area_name,
  s.ward_type, t.ward_type_title,
  (select count(*) from assessed as a where a.area_level = 'ward') as wards,
  (select count(*) from index_value as v where v.rank is not null) as wards_ranked,
  s.country_name as benchmark_name, t.normalise, t.aggregate, s.suppress_below, s.round_to, t.made_up,
  t.data_hash, t.data_date, t.brand_name, t.brand_colour
from assessment as t
cross join setting as s
