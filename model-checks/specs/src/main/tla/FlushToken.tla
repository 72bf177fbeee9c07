\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE FlushToken -----------------------------
(***************************************************************************)
(* This module says how the token is cancelled.  Anybody may do it, at any *)
(* moment.  Token says how a pause notices it.                             *)
(***************************************************************************)
EXTENDS FlushState

\* K1: cancel.
K1_Cancelled ==
  /\ ~cancelled
  /\ cancelled' = TRUE
  /\ history' = [history EXCEPT !.interrupted =
                   @ \/ (Fault = "cancel_interrupts" /\ task.at = "IO")]
  /\ UNCHANGED <<handle, calls, book, died, requests, recycled, task, own, remains, guard, content,
                 marked, written>>

\* K2: cancel again: no effect.
K2_CancelledAgain == cancelled /\ UNCHANGED vars
=============================================================================
