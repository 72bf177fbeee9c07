\* SPDX-License-Identifier: Apache-2.0
----------------------------- MODULE FlushSteps -----------------------------
(***************************************************************************)
(* This module puts all steps together: Next says what can happen.  The    *)
(* steps come in groups, one for each party that goes on by itself.        *)
(* FlushLiveness says which groups must go on.                             *)
(***************************************************************************)
EXTENDS FlushHandleEntry, FlushHandleCalls, FlushHandleEnd, FlushHandleLost, FlushToken, FlushTask, TLC

\* The steps of a caller by itself, after it has called.
CallerStep(c) ==
  \/ H3_EnterFlush(c) \/ H3_Sent(c) \/ H4_Received(c) \/ H4_FlushReturns(c)
  \/ H5_SendRefused(c) \/ H5_FlushThrows(c) \/ H6_TaskExited(c) \/ H6_FlushThrows(c)
  \/ H3_EnterShutdown(c) \/ ShutdownSent(c) \/ H9_ShutdownRefused(c)
  \/ EnterClose(c) \/ H14_EnterDetach(c) \/ H15_EnterReclaim(c) \/ H22_GoesOn(c)
  \/ Dropped(c) \/ H14_Detached(c) \/ AwaitRecycled(c) \/ AwaitOutcome(c)
  \/ H7_ShutdownReturns(c) \/ H8_ShutdownReturns(c) \/ H9_ShutdownThrows(c) \/ H10_ShutdownThrows(c)
  \/ H17_CloseReturns(c) \/ H18_CloseThrows(c) \/ H15_ReclaimEnds(c) \/ H15_Reclaimed(c)
  \/ H11_Refused(c) \/ H12_Refused(c) \/ H13_Refused(c) \/ ReclaimTooEarly(c)
  \/ H19_NoEffect(c) \/ H21_Refused(c)

\* The steps of the cleaner by itself.
CleanerStep == H23_Dropped \/ H23_Left

\* The steps of the task by itself.
TaskStep ==
  \/ T1_FlushReceived \/ T2_ShutdownReceived \/ T3_ShutdownReceived
  \/ T4_Cancelled \/ NotCancelled \/ T1_Attempt \/ T3_Attempt \/ T7_Retry
  \/ T7_Elapsed \/ T8_K3_CutShort
  \/ T12_Recycled \/ T13_KeptForReclaim \/ T14_Drained
  \/ T16_PendingKept \/ T16_Told \/ T16_GuardReleased \/ T16_Published

\* An I/O ends in any way except with an error that is retried.
IoSettles ==
  \/ T5_Written \/ T15_LengthSet \/ T9_T5_RetryWritten \/ T9_T15_RetryLengthSet
  \/ T10_Fatal \/ T11_Died

Next ==
  \/ H1_Spawned \/ H2_Refused
  \/ \E c \in Callers :
       \/ CallFlush(c) \/ CallShutdownKeep(c) \/ CallShutdownSet(c)
       \/ CallClose(c) \/ CallDetach(c) \/ CallReclaim(c)
       \/ CallerStep(c)
       \/ H16_Interrupted(c)
       \/ H20_Died(c) \/ H20_DiedUnfilled(c) \/ H20_DiedWaiting(c)
  \/ H23_Abandoned \/ CleanerStep
  \/ K1_Cancelled \/ K2_CancelledAgain
  \/ TaskStep
  \/ IoSettles \/ T6_Failed \/ T6_FailedForLong

Spec == Init /\ [][Next]_vars

\* No caller is different from another: TLC may take states that differ only in their names as one.
CallersAlike == Permutations(Callers)
=============================================================================
