-- One row for each programme, questionnaire and time after it: scores then and before. Pairs are people who answered both
-- times; where a file does not say who they are, all who answered are set against each other. Before disclosure control, but
-- for what single counts do not say: scores of fewer than ten, and of people who are nearly the same as at another time.
with least as (
  select s.suppress_below as least, case when s.suppress_below > 10 then s.suppress_below else 10 end as fewest,
    case when s.protect_zeros then null else 0 end as nought
  from setting as s
),
follow_up as (
  select f.programme, f.measure, f.timepoint, coalesce(f.better, b.better) as better, coalesce(f.cutoff, b.cutoff) as cutoff,
    case f.timepoint when 'after' then 1 when '1m' then 2 when '3m' then 3 when '6m' then 4 else 5 end as position,
    coalesce(f.pairs, 0) > 0 as paired, b.n as began, f.pairs_sd_change as sd_change, f.pairs_over_both as over_both,
    case when coalesce(f.pairs, 0) > 0 then f.pairs else f.n end as n,
    case when coalesce(f.pairs, 0) > 0 then f.pairs else b.n end as n_then,
    case when coalesce(f.pairs, 0) > 0 then f.pairs_mean_before else b.mean end as mean_before,
    case when coalesce(f.pairs, 0) > 0 then f.pairs_sd_before else b.sd end as sd_before,
    case when coalesce(f.pairs, 0) > 0 then f.pairs_mean else f.mean end as mean_after,
    case when coalesce(f.pairs, 0) > 0 then f.pairs_sd else f.sd end as sd_after,
    case when coalesce(f.pairs, 0) > 0 then f.pairs_over_before else b.n_over_cutoff end as over_before,
    case when coalesce(f.pairs, 0) > 0 then f.pairs_over else f.n_over_cutoff end as over_after
  from local_outcome_measures as f
  join local_outcome_measures as b on b.programme = f.programme and b.measure = f.measure and b.timepoint = 'before'
  where f.timepoint <> 'before'
),
judged as (
  select f.*, l.least, l.nought, f.n < l.fewest or f.n_then < l.fewest as few,
    -- Set against an earlier time at which few more or fewer answered, their means would tell of these few.
    exists (
      select 1 from follow_up as e
      where e.programme = f.programme and e.measure = f.measure and e.position < f.position and e.paired and f.paired
        and e.n <> f.n and abs(e.n - f.n) < l.least
    ) as near_another,
    -- How few were lost by one time is not told by the row of another.
    f.paired and not exists (
      select 1 from follow_up as e
      where e.programme = f.programme and e.measure = f.measure and e.paired and abs(e.began - e.n) < l.least
        and (e.began <> e.n or l.nought is null)
    ) as lost_shown
  from follow_up as f
  cross join least as l
)
select programme, measure, timepoint, position, cutoff, case when few then 1 else 0 end as few,
  case when near_another then 1 else 0 end as near_another, case when paired then 1 else 0 end as paired,
  case when better = 'higher' then 1 else 0 end as higher_is_better, case when better = 'lower' then 1 else 0 end as lower_is_better,
  case when not few and lost_shown then began end as began,
  case when not few and not near_another then n end as n, case when not few and not near_another then n_then end as n_then,
  case when not few and not near_another then over_before end as over_before,
  case when not few and not near_another then over_after end as over_after,
  case when not few then n end as n_exact, case when not few then n_then end as n_then_exact,
  case when not few then mean_before end as mean_before, case when not few then sd_before end as sd_before,
  case when not few then mean_after end as mean_after, case when not few then sd_after end as sd_after,
  case when not few then sd_change end as sd_change,
  -- The interval of pairs tells who crossed the cut-off, who must not be few either.
  case when paired and not few and not near_another
      and (over_both = nought or over_both >= least)
      and (over_before - over_both = nought or over_before - over_both >= least)
      and (over_after - over_both = nought or over_after - over_both >= least)
      and (n - over_before - over_after + over_both = nought or n - over_before - over_after + over_both >= least)
    then over_both end as over_both
from judged
