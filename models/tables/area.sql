-- One row for each code of each kind of area known to this assessment, with the authority it lies in.
with lookup_ward as (
  select to_type as area_type, to_area as area, min(to_name) as name, min(authority) as authority,
    min(authority_name) as authority_name
  from lookup
  where to_type not in (select to_type from bridge)
  group by to_type, to_area
),
ward as (
  select coalesce(b.area_type, l.area_type) as area_type, coalesce(b.area, l.area) as area,
    coalesce(b.name, l.name, l.area) as name, coalesce(b.authority, l.authority) as authority,
    coalesce(b.authority_name, l.authority_name) as authority_name
  from lookup_ward as l
  full outer join boundary as b on b.area_type = l.area_type and b.area = l.area
),
part as (
  select l.from_type as area_type, l.from_area as area, w.authority, w.authority_name,
    row_number() over (partition by l.from_type, l.from_area order by l.share desc, l.method, l.to_area) as place
  from lookup as l
  left join ward as w on w.area_type = l.to_type and w.area = l.to_area
  where l.from_type not in (select from_type from bridge)
),
former as (
  -- Areas of an earlier vintage, by way of those they became.
  select l.from_type as area_type, l.from_area as area, p.authority, p.authority_name,
    row_number() over (partition by l.from_type, l.from_area order by l.to_area) as place
  from lookup as l
  join bridge as b on b.from_type = l.from_type and b.to_type = l.to_type
  left join part as p on p.area_type = l.to_type and p.area = l.to_area and p.place = 1
)
select area_type, area, name, authority, authority_name from ward
union all
select area_type, area, area as name, authority, authority_name from part where place = 1
union all
select area_type, area, area as name, authority, authority_name from former where place = 1
