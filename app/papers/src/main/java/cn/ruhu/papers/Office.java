package cn.ruhu.papers;

/// Who writes: the office as it stands on letters. Which organ hears an appeal is dated
/// configuration (DOMAIN §0.2 C1, C11).
///
/// @param name full name of the issuing office
/// @param district name of the district, heads every paper
/// @param address for visitors and post
/// @param phone of the window
/// @param complaintPhone of the supervisors
/// @param reviewOrgan organ of administrative review
/// @param court court of first instance
public record Office(
    String name,
    String district,
    String address,
    String phone,
    String complaintPhone,
    String reviewOrgan,
    String court) {}
