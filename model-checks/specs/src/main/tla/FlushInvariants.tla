\* SPDX-License-Identifier: Apache-2.0
-------------------------- MODULE FlushInvariants ---------------------------
(***************************************************************************)
(* These formulas hold in each state.  Their names start with the ids of   *)
(* the design.  A formula looks at the state and at the history.  It does  *)
(* not know which step led there.                                          *)
(***************************************************************************)
EXTENDS FlushState

\* The places of b, each occurrence.  Until the end the handle knows of all that the kernel has.
In(place, reqs, b) == {<<place, i>> : i \in {i \in 1..Len(reqs) : reqs[i].buffer = b}}
InClean(place, seq, b) == {<<place, i>> : i \in {i \in 1..Len(seq) : seq[i] = b}}
Places(b) ==
  (IF b \in own THEN {<<"caller", 1>>} ELSE {})
  \cup In("held", book.held, b)
  \cup In("free", book.free, b)
  \cup InClean("clean remains", remains.clean, b)
  \cup In("unflushed remains", remains.unflushed, b)

\* The buffers on their way between handle and task.
OnItsWay(b) ==
  UNION {InClean(<<"received by", c>>, calls[c].clean, b) : c \in Callers}
  \cup In("request slot", requests.pending, b)
  \cup In("task", task.hand, b)
  \cup In("recycle slot", recycled.pending, b)

\* B1 conservation: each buffer is in exactly one place.
B1_Conservation ==
  \A b \in Buffers :
    /\ Cardinality(Places(b)) = 1
    /\ Cardinality(OnItsWay(b)) <= (IF b \in own THEN 0 ELSE 1)

\* B2 delivery: after shutdown returned a writer, or close returned, all is in the file, and the length if asked.
B2_Delivery ==
  handle = "SHUT" => 1..history.submitted \subseteq written /\ history.length # "asked"

\* B3 verdict: after any end, each submitted buffer is flushed or unflushed, not both, not neither.
B3_Verdict ==
  handle \in Ended => \A k \in 1..history.submitted : (k \in written) # (k \in history.unflushed)

\* B4 order: what is being written comes after all before it, and setLength after all.
B4_Order ==
  TaskAt("IO") =>
    LET before == IF task.op = "flush" THEN task.hand[1].flush - 1 ELSE history.submitted
    IN written \cap 1..Flushes = 1..before

\* B5 contents: the writer sees what the buffer held at flush, and nobody else has that buffer.
B5_Contents ==
  TaskAt("IO") /\ task.op = "flush" =>
    /\ content[task.hand[1].buffer] = task.hand[1].flush
    /\ task.hand[1].buffer \notin own

InCall == {c \in Callers : calls[c].at \in InCallAt}

\* E1 terminal: after an error or a shutdown no call gets through to a channel.
E1_Terminal == history.ended => handle \in Ended /\ InCall = {}

\* E2 silence: the writer is not called after the outcome was published.
E2_Silence == recycled.terminal # <<>> => task.at # "IO"

\* E3 one owner: of two threads in one handle exactly one proceeds.
E3_OneOwner == Cardinality(InCall) <= 1

\* C1 cancel stops: no attempt after the task saw it, at most one after cancel returned.
C1_CancelStops ==
  /\ history.late <= 1
  /\ task.error = "Cancelled" => task.at \in {"KEEP", "TELL", "RELEASE", "PUBLISH", "GONE"}

\* C3 no interrupt: an I/O under way is not interrupted.
C3_NoInterrupt == ~history.interrupted

\* T16: in this order.  When shutdown returns, the gate does not wait for this task.
T16_Order == recycled.terminal # <<>> => ~guard /\ requests.gone
=============================================================================
