-- One row for each publisher and month of a source that comes in pieces: whether it was published.
select c.source, s.title as source_title, c.publisher, c.name as publisher_name, c.area, c.month, c.status, c.records, c.counted,
  exists (
    select 1 from covered as v
    join assessed as a on a.authority = v.authority and a.area_level = 'authority'
    where v.source = c.source and v.area = c.area
  ) as in_area
from coverage as c
join source_used as s on s.source = c.source
