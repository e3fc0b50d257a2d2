-- One row for each programme and period: how many parents enrolled, started, stayed and reached their aim.
select u.programme, u.period, u.projects, u.enrolled, u.starts, u.retained, u.milestones,
  s.value as started, s.lower95_0cl as started_lower95_0cl, s.upper95_0cl as started_upper95_0cl,
  r.value as stayed, r.lower95_0cl as stayed_lower95_0cl, r.upper95_0cl as stayed_upper95_0cl,
  m.value as reached, m.lower95_0cl as reached_lower95_0cl, m.upper95_0cl as reached_upper95_0cl, u.status
from uptake_protected as u
join uptake_value as s on s.programme = u.programme and s.period = u.period and s.step = 'starts'
join uptake_value as r on r.programme = u.programme and r.period = u.period and r.step = 'retained'
join uptake_value as m on m.programme = u.programme and m.period = u.period and m.step = 'milestones'
