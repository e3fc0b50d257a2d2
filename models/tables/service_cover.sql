-- One row for each service and each area that it says it covers, in small letters: all, a code, a zone, or words.
select distinct s.service_id, lower(trim(c.code)) as code
from local_services as s
cross join unnest(split(s.covers, ';')) as c(code)
