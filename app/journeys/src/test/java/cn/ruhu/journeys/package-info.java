/// Whole roads through the product, each part of it real: `RoadTest` and its kin over the protocol
/// without a window, and the windows on top of it.
///
/// - `RoadInTheWindowTest`: a family from the counter to the opinion in the demonstration district.
/// - `PapersInTheWindowTest`: the registration form is printed, its very pages come home signed,
///   leaned, upside down and among papers of others through a scan folder, each sheet finds its
///   slot or waits for a person, and the case is accepted on them.
/// - `ScansInTheWindowTest`: more than forty sheets of two families through an emulated scanner of
///   the network that jams, more through the scan folder, originals under an emulated camera; each
///   is filed where it belongs, each batch adds up, and the district holds the very bytes.
///   `ScanimageInTheWindowTest` does the same with the real `scanimage` (tag `devices`).
/// - `LettersInTheWindowTest`: four cases from the opinion to their end in one district whose clock
///   goes from December 2017 to September 2021. (1) The district decides under the rules of 2012:
///   appraisal, two notices of seven days with their photos, a draw over the batch, a spot check
///   compared with the first visit, letter N05 and receipt N11 through the register; the sealed
///   copy and the signed receipt come home by their codes. (2) The street decides under the rules
///   of 2021 and the district files it; a complaint stops the decision until it is answered. (3) A
///   refusal without a visit, after a refused authorization, while an approval on the same road is
///   stopped. (4) 低保 refused and 低收入 granted with the applicant's consent, two letters.
/// - `LeadsInTheWindowTest`: two leads are heard at the counter without a line; the reviewer gives
///   one to a clerk and moves the other to its street, whose window finds it with its clock.
/// - `UrgentAidInTheWindowTest`: somebody without papers or a name is helped first: taken in with
///   the cable pulled, signed by the chief on another machine, given and printed at the window.
///
/// `Households` brings cases to where a journey begins, `Tour` lets people sit down at their
/// machines, `MovedClock` is the only time there is. Pictures lie in `target/journey`. The rules of
/// the house stand in `rules`.
@NullMarked
package cn.ruhu.journeys;

import org.jspecify.annotations.NullMarked;
