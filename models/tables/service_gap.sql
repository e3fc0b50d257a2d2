-- One row for each thing that what was said of services leaves open: answers that newer ones replaced, services without a
-- level of help, postcodes that could not be found, areas that nobody here knows.
with told as (
  select service_id, max(case when outcome = 'taken' then name end) as name,
    max(case when outcome = 'taken' then organisation end) as organisation,
    max(case when outcome = 'taken' then answered end) as newest, count(*) as answers
  from local_services_answer
  group by service_id
  having count(*) > 1 and count(case when outcome = 'taken' then 1 end) > 0
),
lost as (
  select c.service_id, c.code
  from service_cover as c
  left join (select lower(area) as code from area union select lower(authority) from area union select lower(zone) from local_zones) as known
    on known.code = c.code
  where c.code <> 'all' and known.code is null
)
select 'Service: ' || name || ' (' || organisation || ')' as item,
  'It is told of in ' || cast(answers as varchar) || ' responses that differ.' as what,
  'The newest is used' || coalesce(', of ' || substr(newest, 9, 2) || '/' || substr(newest, 6, 2) || '/' || substr(newest, 1, 4), '') || '; the others are not.' as effect,
  'Nothing to do, if the newest is right; otherwise move it out of the folder of responses.' as mend
from told
union all
select 'Services in a directory',
  'Services that are not active or have no level of help: ' || cast(count(*) as varchar) || '.',
  'They are no part of the pathway and are left out.',
  'Nothing to do, or ask whoever keeps the directory to give each of them a level.'
from local_services_answer
where outcome = 'left_out'
having count(*) > 0
union all
select 'Where services are',
  'Services whose postcode could not be found: ' || cast(count(*) as varchar) || ', the first of them ' || min(name) || '.',
  'They are not on the map, and no distance is measured to them.',
  'See whether the postcodes are right, and put the ONS Postcode Directory into the mirror as ons_postcodes/<release>.csv.'
from local_services
where postcode is not null and lat is null
having count(*) > 0
union all
select 'What services cover',
  'Services that name an area nobody here knows: ' || cast(count(distinct l.service_id) as varchar) || ', the first of them '
    || min(s.name) || ' (' || min(substr(l.code, 1, 60)) || ').',
  'They are counted for the other areas they name, and for no ward where there are none.',
  'Give all, or the codes of wards, authorities or zones, separated by semicolons.'
from lost as l
join local_services as s on s.service_id = l.service_id
having count(*) > 0
