-- One row for each source: the newest period it has figures for.
select source, max(period) as period
from observation
group by source
