-- One row for each published count and period, where zones are given: how its total lies in zones.
select r.source, r.measure, r.period, cast(r.wards_in_area as double) as wards_in_area, cast(r.in_zones as double) as in_zones,
  cast(r.in_no_zone as double) as in_no_zone, cast(r.more_than_once as double) as more_than_once,
  cast(r.beyond as double) as beyond, cast(r.unfinished as double) as unfinished, cast(r.residual as double) as residual
from zone_reconciliation as r
join measure as m on m.source = r.source and m.measure = r.measure and m.disclosure = 'published'
