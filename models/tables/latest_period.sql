-- One row for each measure: the newest period it has figures for.
select source, measure, max(period) as period
from observation
group by source, measure
