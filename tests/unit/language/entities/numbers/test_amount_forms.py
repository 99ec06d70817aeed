"""More sums of money as people type them."""

from __future__ import annotations

import pytest

from bot.language.entities.numbers import find_amounts

FORMS = """
500000: 5 lakh taka | পাঁচ লাখ টাকা | 5 lacs | 5 laakh | ₹ 5 lakh | 5লাখ | 5lakh | লাখ পাঁচেক লাগবে | lakh panchek
500000: five lakh only | Rupees five lakh only | पांच लाख | पाँच लाख तक
150000: 1.5 lakh | 1.5L | one lakh fifty thousand | ek lakh pachas hazar | এক লাখ পঞ্চাশ হাজার | deer lakh
150000: lakh derek | লাখ দেড়েক
15000: 15k | 15 K | Rs 15,000 | rs.15000/- | 15000 taka | ১৫ হাজার | পনেরো হাজার টাকা | ponero hajar taka
15000: pandrah hazaar | पंद्रह हजार
25000: twenty five thousand | pochis hajar | পঁচিশ হাজার | pachis hazar
120000: 1 lakh 20 thousand
450000: sadhe char lakh | sade 4 lakh | sare char lakh | সাড়ে চার লাখ | साढ़े चार लाख
2500: adhai hazar | aarai hajar
250000: arai lakh | two and half lakh | two and a half lakhs | ২ লক্ষ ৫০ হাজার | আড়াই লক্ষ | 2 lac 50 thousand
250000: 2.5L loan
1500: derh hajar | der hajar taka | dedh hazar | fifteen hundred rupees | 1500 rupya | १५०० रुपया
125000: sowa lakh | sawa lakh | সওয়া লাখ | Rs. 1,25,000 | 1,25,000 | ১,২৫,০০০ টাকা | १,२५,००० रुपये
175000: paune do lakh | pouno dui lakh
250: আড়াইশো টাকা | arai sho taka | ढाई सौ रुपए
150: dedh sau rupaye | দেড়শো টাকা | dersho taka | डेढ़ सौ रुपये
300: 3 sho taka | tin so taka
500: pach so taka | paanch sau rupay | 500/- | 500rs | rs500 | dine 500 taka mojuri | শ পাঁচেক টাকা
500: sho panchek taka | five hundred rupees
20000: INR 20000 | biish hazar | kuri hajar | কুড়ি হাজার | bis hajar | hajar bishek taka | হাজার বিশেক টাকা
20000: 20k lagbe | 20K/month
10000-15000: 10-15 hazar | 10 theke 15 hajar | 10 se 15 hazar | das pandrah hazar | দশ-পনেরো হাজার
50000-100000: 50 hajar theke 1 lakh
500000-600000: 5/6 lakh | পাঁচ ছয় লাখ | paanch chhe lakh
200000-400000: do char lakh
2000-3000: দুই-তিন হাজার
10000000: এক কোটি টাকা | 1 cr | 1 crore | ek koti taka | 1Cr
15000000: dedh karod | 1.5cr | 1.5 crores
2000000: 20 lakh er niche | 20 lakh se kam
200000: 2 lakh+ lagbe | around 2 lakhs | two lakh | লাখ দুয়েক টাকা | lakh duyek | lakh duek taka | দু লক্ষ
200000: dui lokkho taka | 2 lokkho | 2 lokho | 2 lak | 2 lk | 2 lkh | 2lac | 2 lacks | 2 lakhs INR | Rs 2 Lakh/-
200000: 2,00,000/- | 2,00,000 | 200000 rs | 200000/- | 200000 taka
8000: mase 8 hajar ay | আট হাজার | 8hajar | 8 hzar | 8 thousnd | 8 thousand rupee
400: roj 400 taka
450: mazdoori 450 rupaye
1200: dam 1200 taka | 1200 taka kore
1000000-2000000: 10 lac se 20 lac
100000: 1 lac se upar | lakh taka | লাখখানেক | একলাখ টাকা
50000: 50 thousand | 50thousand | 50 hjr | 50 hajr | 50 hzr | 50হাজার | পঞ্চাশ হাজার | panchas hajar
50000: ponchash hajar | pachash hajar | aadha lakh | adha lakh | half lakh | আধ লাখ
40000: chollish hajar | chaalis hazaar
60000: shat hajar
70000: সত্তর হাজার | sottor hajar
80000: আশি হাজার | assi hazar
90000: nobboi hajar | nabbe hazar
100: ek so taka
1000: hajar taka | hazar khanek taka | হাজারখানেক টাকা
350000: 3.5 lakh rupees loan
225000: 2.25 lakh
300000: teen lakh chahiye | tin lakh
400000: chaar lakh
700000: saat lakh
800000: aat lakh | aath lakh
900000: noy lakh | nau lakh
1000000: dosh lakh | 10L | 10L+ | दस लाख से ज्यादा
1200000: baro lakh | barah lakh
16000: sholo hajar
18000: atharo hajar
21000: একুশ হাজার
30000: tirish hajar | tis hazar
35000: paintis hazar | poytrish hajar
5000: হাজার পাঁচেক টাকা | hajar panchek taka
10000: হাজার দশেক | hajar doshek | দশহাজার
200: শ দুয়েক টাকা | so duyek taka
100000-200000: ek do lakh | do ek lakh | দু এক লাখ | du ek lakh taka
200000-300000: du tin lakh | দুতিন লাখ | দু-তিন লাখ
5000-7000: pach sat hajar | পাঁচ থেকে সাত হাজার | paanch se saat hazar
10000-20000: das bees hazar
120500: ek lakh bees hajaar paanch sau
125: सवा सौ रुपये
350: साढ़े तीन सौ रुपये
7500: साढ़े सात हजार
375000: पौने चार लाख
325000: सवा तीन लाख
20000-25000: बीस-पच्चीस हजार
500000-1000000: 5 se 10 lakh | 5 lakh se 10 lakh | 5-10 lakh | 5 to 10 lakh | between 5 and 10 lakh | ৫ থেকে ১০ লাখ
500000-1000000: ৫ লাখ থেকে ১০ লাখ
4000-5000: 4-5 hajar taka
400-500: 400-500 taka roj | ৪০০-৫০০ টাকা
300-400: 300 theke 400 taka
12000-15000: mashe 12-15 hajar
12500: 12 hajar 500 | 12 hajar 500 taka | বারো হাজার পাঁচশো | baro hajar pachsho | sare baro hajar
12500: সাড়ে বারো হাজার
7000-8000: 7-8k | 7k-8k
"""
NOTHING = """
i sell 4k tv | 4k video | 5g mobile lagbe | hazar dui taka | 40% subsidy | 12 mas | 4 jon lok | 20 ta machine
ward no 5 | 2 number block | amar boyos 35 | 2024 sale korechi | 24 pargana | phone 9830012345 | pin 700091
class 8 pass | 5 bochor | 2 bigha jomi | 3 lakh lok | one lakh people | ek lakh log | 50 kg chal | form 16
section 80c | gst 18% | sadhe teen baje | 5 km dur | 100 din er kaj | অর্ধেক লাখ | quarter lakh | 10% sud
amar 3 chele | 2 mashin | 3 mas dhore | dokan 10 bochor | 5 jon karigar | aadhar 1234 5678 9012 | 123456 otp
1800 345 5678 | block no 12 | ei 2 ta form | 2nd floor | 1st time | 10th pass | 12 class | 2025-26 | 2025 sal
10 baje | 15 august | 5 kilo | 100 piece | 500 piece bag | 50 hazar piece | 1 lakh brick | 10 hajar it | 20 liter
lakho log | hajar hajar lok | koti koti taka | hazaron log | taka nei | kato taka lagbe | sob taka
paisa kab milega
"""


@pytest.mark.parametrize(
    ("text", "sum_"),
    [
        (form, row.partition(": ")[0])
        for row in FORMS.strip().splitlines()
        for form in row.partition(": ")[2].split(" | ")
    ],
)
def test_sums(text: str, sum_: str) -> None:
    found = [(str(one.low) if one.low == one.high else f"{one.low}-{one.high}") for one in find_amounts(text)]
    assert found == [sum_]


@pytest.mark.parametrize("text", [form for row in NOTHING.strip().splitlines() for form in row.split(" | ")])
def test_no_sums(text: str) -> None:
    assert find_amounts(text) == []
