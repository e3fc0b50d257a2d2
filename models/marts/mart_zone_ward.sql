-- One row for each zone and ward that it holds, or holds some of: the share of the ward's people who live in it.
select s.zone, z.name as zone_name, s.ward, w.name as ward_name, w.authority, cast(s.share as double) as share
from zone_share as s
join zone as z on z.zone = s.zone
join ward as w on w.ward = s.ward
where s.method = 'own'
