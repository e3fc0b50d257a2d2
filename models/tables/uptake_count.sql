-- One row for each programme and period: how far parents came. Before disclosure control.
select programme, period, sum(projects_started) as projects, sum(enrolled) as enrolled, sum(starts) as starts,
  sum(retained) as retained, sum(milestones) as milestones
from local_programme_uptake
group by programme, period
