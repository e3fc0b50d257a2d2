-- One row for each national rate that an estimate applies, with where it was found.
select r.estimate, e.title, r.position, r.part, r.value, r.lower95_0cl, r.upper95_0cl, r.found, e.people, e.caveats
from estimate_rate as r
join estimate as e on e.estimate = r.estimate
