-- One row for each code that figures for an authority of the assessment's year may stand under: its own, and those its
-- whole was made of, with how many pieces of the whole they are.
with register as (
  select distinct w.authority
  from ward as w
  join setting as s on substr(w.authority, 1, 1) = substr(s.country, 1, 1)
)
select authority, authority as code, 1 as pieces, 1 as whole, true as own from register
union all
select s.becomes, s.code, s.pieces, s.whole, false
from succession as s
join register as r on r.authority = s.becomes
where s.code not in (select authority from register)
