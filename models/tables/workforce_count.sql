-- One row for each period and team: people in scope of training, and those trained. Before disclosure control.
select period, team, in_scope, trained, champions, confidence_before, confidence_after
from local_workforce
