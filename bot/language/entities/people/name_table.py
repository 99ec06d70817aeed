"""Frequent parts of names in West Bengal: given names and surnames of Bengalis, Santals, Gorkhas and Biharis.

Spellings as on school certificates and voter lists; the first Latin spelling is the one that is written.
"""

from __future__ import annotations

from typing import Final

from bot.language.normalise import normalise

_PAIRS = """
    মুখোপাধ্যায়=Mukhopadhyay,Mukhopadhyaya বন্দ্যোপাধ্যায়=Bandyopadhyay,Bandopadhyay চট্টোপাধ্যায়=Chattopadhyay
    গঙ্গোপাধ্যায়=Gangopadhyay ভট্টাচার্য=Bhattacharya,Bhattacharyya,Bhattacharjya ভট্টাচার্য্য=Bhattacharya
    ভট্টাচার্জী=Bhattacharjee,Bhattacharji
    চক্রবর্তী=Chakraborty,Chakrabarti,Chakravarty,Chakrabarty,Chakravorty,Chakroborty
    মুখার্জী=Mukherjee,Mukharjee,Mukherji,Mukharji মুখার্জি=Mukherjee ব্যানার্জী=Banerjee,Banarjee,Banerji,Bannerjee
    ব্যানার্জি=Banerjee চ্যাটার্জী=Chatterjee,Chaterjee,Chatterji চ্যাটার্জি=Chatterjee
    গাঙ্গুলী=Ganguly,Ganguli,Gangully গাঙ্গুলি=Ganguly রায়=Roy,Ray রায়চৌধুরী=Roychowdhury,Raychaudhuri,Roychoudhury
    চৌধুরী=Chowdhury,Choudhury,Chaudhuri,Chaudhury,Chowdhuri,Choudhuri,Chaudhary,Choudhary দাস=Das দাশ=Dash দে=Dey,De
    দত্ত=Dutta,Datta,Dutt ঘোষ=Ghosh,Ghose বসু=Basu বোস=Bose মিত্র=Mitra সেন=Sen গুপ্ত=Gupta গুপ্তা=Gupta
    সেনগুপ্ত=Sengupta দাশগুপ্ত=Dasgupta মণ্ডল=Mondal,Mandal,Mondol,Mandol মন্ডল=Mondal মোণ্ডল=Mondal
    সরকার=Sarkar,Sircar,Sorkar,Sarker বিশ্বাস=Biswas,Biswash,Bishwas সাহা=Saha পাল=Pal,Paul কর্মকার=Karmakar,Karmokar
    সূত্রধর=Sutradhar কুণ্ডু=Kundu কুন্ডু=Kundu নাথ=Nath দেবনাথ=Debnath,Devnath শীল=Sil,Shil,Seal মাইতি=Maity,Maiti
    জানা=Jana বেরা=Bera মান্না=Manna সামন্ত=Samanta প্রধান=Pradhan গিরি=Giri পণ্ডা=Panda পাণ্ডা=Panda পাত্র=Patra
    মাঝি=Majhi,Maji,Majhee মাজি=Maji মাহাতো=Mahato,Mahata,Mahto মাহাত=Mahata সিং=Singh সিংহ=Sinha রাউত=Rout,Raut
    মল্লিক=Mallick,Mallik,Mullick হালদার=Halder,Haldar,Holdar নস্কর=Naskar,Noskar সরদার=Sardar,Sarder সর্দার=Sardar
    গায়েন=Gayen,Gain বৈদ্য=Baidya বৈরাগী=Bairagi,Bairagya অধিকারী=Adhikari,Adhikary গোস্বামী=Goswami
    মজুমদার=Majumdar,Majumder,Mazumdar,Mazumder তালুকদার=Talukdar লাহিড়ী=Lahiri সান্যাল=Sanyal বাগচী=Bagchi
    মৈত্র=Moitra,Maitra ভৌমিক=Bhowmik,Bhowmick,Bhaumik কর=Kar ধর=Dhar নন্দী=Nandi,Nandy নন্দ=Nanda হাজরা=Hazra,Hajra
    দলুই=Dolui,Dalui বাগ=Bag বাগদি=Bagdi বাউরি=Bauri বাউড়ি=Bauri রুইদাস=Ruidas রজক=Rajak প্রামাণিক=Pramanik,Paramanik
    পরামানিক=Paramanik ঢালী=Dhali খান=Khan খাঁ=Khan পাঠান=Pathan কাজী=Kazi,Kaji,Qazi মীর=Mir মির=Mir মির্জা=Mirza
    মোল্লা=Molla,Mollah,Mulla মোল্যা=Molla লস্কর=Laskar,Lashkar গাজী=Gazi,Gaji,Ghazi শেখ=Shekh,Sheikh,Shaikh,Shaik
    সেখ=Sekh,Sk,Seikh,Saikh মিয়া=Mia,Miya মিঞা=Mian ফকির=Fakir সৈয়দ=Syed,Saiyad,Sayed,Saiyed মালিক=Malik
    মুন্সি=Munshi,Munsi দেওয়ান=Dewan পুরকাইত=Purkait বর্মন=Barman,Burman,Borman বর্মণ=Barman
    রাজবংশী=Rajbanshi,Rajbongshi সোরেন=Soren সরেন=Saren হেমব্রম=Hembram,Hembrom মুর্মু=Murmu হাঁসদা=Hansda,Hasda
    টুডু=Tudu কিস্কু=Kisku মারান্ডি=Marandi মার্ডি=Mardi বেসরা=Besra বাস্কে=Baskey,Baske মান্ডি=Mandi ওরাওঁ=Oraon
    ওঁরাও=Oraon মুন্ডা=Munda মুণ্ডা=Munda লাকড়া=Lakra টোপ্পো=Toppo এক্কা=Ekka তামাং=Tamang গুরুং=Gurung রাই=Rai
    লামা=Lama থাপা=Thapa ছেত্রী=Chettri,Chhetri,Chetri শেরপা=Sherpa লেপচা=Lepcha ভুটিয়া=Bhutia লিম্বু=Limbu
    সুব্বা=Subba মোক্তান=Moktan বিশ্বকর্মা=Biswakarma,Vishwakarma,Bishwakarma শর্মা=Sharma,Sarma
    যাদব=Yadav,Jadav,Yadab প্রসাদ=Prasad কুমার=Kumar সাউ=Shaw,Sau,Saw সাহু=Sahu সাহ=Sah তিওয়ারি=Tiwari,Tewari
    মিশ্র=Mishra,Misra পাণ্ডে=Pandey,Pande দুবে=Dubey ঠাকুর=Thakur ঝা=Jha পাসওয়ান=Paswan,Paswaan রাম=Ram
    দেবী=Devi,Debi আগরওয়াল=Agarwal,Agrawal জয়সওয়াল=Jaiswal শাহ=Shah আনসারী=Ansari আনসারি=Ansari কুরেশি=Qureshi
    সিদ্দিকী=Siddiqui,Siddiqi বর্মা=Verma,Varma খাড়া=Khara ভুঁইয়া=Bhuiya,Bhunia,Bhuniya ভুঞ্যা=Bhunia দোলুই=Dolui
    পাইক=Paik পাখিরা=Pakhira ঘড়াই=Ghorai,Gharai গড়াই=Gorai,Garai কোলে=Koley,Kole সাঁতরা=Santra সাঁপুই=Sapui
    হাঁড়ি=Hanri পোদ্দার=Poddar,Podder পাঁজা=Panja বণিক=Banik সাধুখাঁ=Sadhukhan দফাদার=Dafadar জমাদার=Jamadar
    চিত্রকর=Chitrakar মালাকার=Malakar কুম্ভকার=Kumbhakar তন্তুবায়=Tantubay মুদি=Mudi মোদক=Modak নায়েক=Nayek
    নায়ক=Nayak মাল=Mal লোহার=Lohar বাড়ৈ=Baroi ওঝা=Ojha দেব=Deb,Dev সালমান=Salman প্রীতম=Pritam সুরজ=Suraj
    মুন্না=Munna গুড্ডু=Guddu লক্ষ্মীকান্ত=Lakshmikanta রঞ্জিতা=Ranjita কিরণ=Kiran চাঁদনী=Chandni আনিসুর=Anisur
    সাকিবুল=Sakibul সাদিয়া=Sadiya আফসানা=Afsana ঈশ্বর=Iswar,Ishwar কৈলাশ=Kailash,Kailas উজ্জ্বল=Ujjwal,Ujjal
    যতীন=Jatin মহেন্দ্র=Mahendra নরেন্দ্র=Narendra রাজেন্দ্র=Rajendra বিক্রম=Bikram,Vikram সুন্দর=Sundar
    তাহমিনা=Tahmina অমিতাভ=Amitabh,Amitava সুব্রত=Subrata,Subroto সুদীপ=Sudip,Sudeep সুমন=Suman সুমিত=Sumit
    সুজিত=Sujit সুজন=Sujan সুকুমার=Sukumar সুশান্ত=Sushanta,Susanta সুনীল=Sunil সুভাষ=Subhas,Subhash সুরেশ=Suresh
    সুধীর=Sudhir সৌরভ=Sourav,Saurav,Sourabh,Saurabh সৌমেন=Soumen,Saumen সৌভিক=Souvik সৌমিত্র=Soumitra সৌমিক=Soumik
    সৌগত=Sougata স্বপন=Swapan,Shapan সন্দীপ=Sandip,Sandeep সঞ্জয়=Sanjay,Sanjoy সঞ্জীব=Sanjib,Sanjiv,Sanjeev
    সমীর=Samir,Sameer সজল=Sajal সাগর=Sagar সনাতন=Sanatan সমর=Samar সত্যজিৎ=Satyajit শুভ=Subho,Shubho
    শুভম=Shubham,Subham শুভঙ্কর=Subhankar,Shubhankar শুভেন্দু=Subhendu,Suvendu,Shubhendu শ্যামল=Shyamal,Syamal
    শ্যাম=Shyam,Syam শান্তনু=Santanu,Shantanu শঙ্কর=Shankar,Sankar শম্ভু=Shambhu,Sambhu শিব=Shib,Shiv,Sib শিবু=Shibu
    শেখর=Shekhar,Sekhar শ্রীকান্ত=Srikanta,Shrikant শ্রীমন্ত=Srimanta রমেশ=Ramesh রতন=Ratan,Rotan রঞ্জিত=Ranjit
    রণজিৎ=Ranajit রঞ্জন=Ranjan রাজু=Raju রাজেশ=Rajesh রাজীব=Rajib,Rajiv,Rajeev রাজ=Raj রাজা=Raja
    রামকৃষ্ণ=Ramkrishna,Ramakrishna রাহুল=Rahul রবি=Rabi,Ravi রবীন্দ্রনাথ=Rabindranath রবীন=Rabin রূপম=Rupam
    রাকেশ=Rakesh রণবীর=Ranbir রঘুনাথ=Raghunath প্রদীপ=Pradip,Pradeep প্রসেনজিৎ=Prasenjit,Prosenjit
    প্রশান্ত=Prashanta,Prasanta প্রকাশ=Prakash প্রণব=Pranab,Pronab প্রবীর=Prabir পল্লব=Pallab পার্থ=Partha পলাশ=Palash
    পঙ্কজ=Pankaj পরিমল=Parimal পরেশ=Paresh পবিত্র=Pabitra পিন্টু=Pintu প্রভাত=Prabhat প্রফুল্ল=Prafulla প্রতাপ=Pratap
    প্রবাল=Prabal বাপি=Bapi বাবু=Babu বাবলু=Bablu,Bablo বিকাশ=Bikash,Bikas,Vikash,Vikas বিজয়=Bijay,Bijoy,Vijay
    বিমল=Bimal,Vimal বিশ্বজিৎ=Biswajit,Bishwajit বিপ্লব=Biplab,Biplob বিশ্বনাথ=Biswanath,Bishwanath
    বিনয়=Binay,Binoy,Vinay বিনোদ=Binod,Vinod বিষ্ণু=Bishnu,Vishnu বরুণ=Barun,Varun বাসুদেব=Basudeb,Basudev বাদল=Badal
    বলরাম=Balaram,Balram ভোলা=Bhola ভোলানাথ=Bholanath ভাস্কর=Bhaskar মৃণাল=Mrinal মানস=Manas মনোজ=Manoj মোহন=Mohan
    মধু=Madhu মধুসূদন=Madhusudan মলয়=Malay,Moloy মহাদেব=Mahadeb,Mahadev মহেশ=Mahesh মিঠুন=Mithun মিলন=Milan
    মনোরঞ্জন=Manoranjan মুকুল=Mukul মৃত্যুঞ্জয়=Mrityunjay,Mrityunjoy মানিক=Manik মঙ্গল=Mangal মদন=Madan মনু=Manu
    মন্টু=Montu,Mantu যোগেশ=Jogesh,Yogesh লক্ষ্মণ=Lakshman,Laxman লাল্টু=Laltu লাল=Lal অমিত=Amit অমল=Amal,Amol
    অনিল=Anil অনুপ=Anup অরূপ=Arup,Aroop অরুণ=Arun অজয়=Ajay,Ajoy অজিত=Ajit অভিজিৎ=Abhijit,Avijit,Abhijeet
    অভিষেক=Abhishek,Avishek অশোক=Ashok,Asok অসিত=Asit অসীম=Asim,Aseem অলোক=Alok অনির্বাণ=Anirban অনিমেষ=Animesh
    অর্ণব=Arnab অর্জুন=Arjun অয়ন=Ayan অমর=Amar অমিয়=Amiya অতনু=Atanu অনন্ত=Ananta অভয়=Abhay,Abhoy
    আশিস=Ashis,Asis,Ashish আনন্দ=Ananda,Anand আকাশ=Akash আদিত্য=Aditya ইন্দ্রজিৎ=Indrajit উত্তম=Uttam উৎপল=Utpal
    উদয়=Uday কৃষ্ণ=Krishna,Krisna কমল=Kamal,Komol কার্তিক=Kartik,Kartick কাজল=Kajal কালী=Kali কালীপদ=Kalipada
    কিশোর=Kishor,Kishore কৌশিক=Koushik,Kaushik,Kousik কুণাল=Kunal কানাই=Kanai কাঞ্চন=Kanchan গৌতম=Gautam,Goutam,Gowtam
    গোপাল=Gopal গৌর=Gour,Gaur গৌরাঙ্গ=Gouranga,Gauranga গোবিন্দ=Gobinda,Govinda গণেশ=Ganesh গোপীনাথ=Gopinath
    ঘনশ্যাম=Ghanashyam,Ghanshyam চন্দন=Chandan চঞ্চল=Chanchal চিরঞ্জিত=Chiranjit চিরঞ্জীব=Chiranjib
    চিত্তরঞ্জন=Chittaranjan চন্দ্র=Chandra চাঁদ=Chand জয়ন্ত=Jayanta,Joyanta জয়দেব=Jaydeb,Joydeb,Jaydev,Joydev
    জয়=Joy,Jay জগন্নাথ=Jagannath জগদীশ=Jagadish,Jagdish জিতেন=Jiten জীবন=Jiban,Jeevan জিৎ=Jit,Jeet তাপস=Tapas
    তপন=Tapan,Topon তারক=Tarak তন্ময়=Tanmay,Tanmoy তরুণ=Tarun তারাপদ=Tarapada তুষার=Tushar দীপক=Dipak,Deepak
    দীপঙ্কর=Dipankar,Deepankar দিলীপ=Dilip দেবাশিস=Debashis,Debasis,Debashish দেবব্রত=Debabrata,Debobrato দেবু=Debu
    দীনেশ=Dinesh দিনেশ=Dinesh দুলাল=Dulal দুর্গা=Durga ধনঞ্জয়=Dhananjay,Dhananjoy ধীরেন=Dhiren ধর্মেন্দ্র=Dharmendra
    নারায়ণ=Narayan,Narayon নিমাই=Nimai নিতাই=Nitai নির্মল=Nirmal নিখিল=Nikhil নবীন=Nabin নেপাল=Nepal নরেন=Naren
    নরেশ=Naresh নিরঞ্জন=Niranjan নীলকণ্ঠ=Nilkantha হরি=Hari হারাধন=Haradhan হেমন্ত=Hemanta হীরালাল=Hiralal
    হৃদয়=Hriday ঋত্বিক=Ritwik,Ritwick ক্ষুদিরাম=Khudiram মুকেশ=Mukesh রোহিত=Rohit মনীষ=Manish গৌরব=Gourav,Gaurav
    পবন=Pawan,Paban লক্ষ্মী=Lakshmi,Laxmi,Lokkhi,Lakhi,Luxmi লক্ষী=Lakshmi সরস্বতী=Saraswati,Swaraswati রীতা=Rita
    রিতা=Rita রিনা=Rina রীনা=Rina,Reena মিনা=Mina মীনা=Mina,Meena মিতা=Mita মিনতি=Minati মিঠু=Mithu
    মৌসুমী=Mousumi,Moushumi মৌমিতা=Moumita মালতী=Malati মালা=Mala মঞ্জু=Manju মায়া=Maya মাধবী=Madhabi
    মমতা=Mamata,Mamta মল্লিকা=Mallika মনীষা=Manisha মনিষা=Manisha মধুমিতা=Madhumita মণি=Mani,Moni মনিকা=Monika মৌ=Mou
    মাম্পি=Mampi সুমিত্রা=Sumitra সুস্মিতা=Susmita,Sushmita সুজাতা=Sujata সুনীতা=Sunita সুনিতা=Sunita
    সুপ্রিয়া=Supriya সোমা=Soma সোনালী=Sonali সোনা=Sona সন্ধ্যা=Sandhya সীমা=Sima,Seema সীতা=Sita
    সাবিত্রী=Sabitri,Savitri সবিতা=Sabita,Savita সঞ্চিতা=Sanchita সংগীতা=Sangita,Sangeeta সঙ্গীতা=Sangita
    স্বপ্না=Swapna স্বাতী=Swati শিখা=Shikha,Sikha শিউলি=Shiuli শেফালী=Shefali শর্মিলা=Sharmila শর্মিষ্ঠা=Sharmistha
    শম্পা=Shampa,Sampa শ্যামলী=Shyamali শ্রাবণী=Shrabani,Srabani শ্রেয়া=Shreya শিল্পা=Shilpa শোভা=Shova,Shobha
    শান্তি=Shanti,Santi শিবানী=Shibani রূপা=Rupa রুপা=Rupa রেখা=Rekha রত্না=Ratna রমা=Rama রানী=Rani রানি=Rani
    রাধা=Radha রাখি=Rakhi রাখী=Rakhi রুমা=Ruma রিয়া=Riya,Ria পূজা=Puja,Pooja পূর্ণিমা=Purnima প্রিয়া=Priya
    প্রিয়াঙ্কা=Priyanka প্রিয়াংকা=Priyanka প্রতিমা=Pratima প্রীতি=Priti,Preeti পুষ্প=Pushpa পুষ্পা=Pushpa
    পুতুল=Putul পাপিয়া=Papiya,Papia পায়েল=Payel,Payal পারুল=Parul পদ্মা=Padma পম্পা=Pampa পার্বতী=Parbati,Parvati
    বন্দনা=Bandana,Vandana বীণা=Bina,Veena বাসন্তী=Basanti বর্ণালী=Barnali বেবি=Baby,Bebi বুলু=Bulu
    ভারতী=Bharati,Bharti ভবানী=Bhabani লতা=Lata লিপিকা=Lipika লীলা=Lila,Leela ললিতা=Lalita অঞ্জলি=Anjali অঞ্জনা=Anjana
    অনিতা=Anita,Aneeta অপর্ণা=Aparna অর্পিতা=Arpita অনামিকা=Anamika অনুশ্রী=Anushree অদিতি=Aditi অন্নপূর্ণা=Annapurna
    আরতি=Arati,Aarti আশা=Asha আভা=Abha ইন্দ্রাণী=Indrani ইন্দিরা=Indira উমা=Uma উষা=Usha ঊষা=Usha উর্মিলা=Urmila
    কাকলি=Kakali কাবেরী=Kaberi কমলা=Kamala,Kamla কল্পনা=Kalpana কল্যাণী=Kalyani কবিতা=Kabita,Kavita করুণা=Karuna
    কৃষ্ণা=Krishna কুসুম=Kusum কেয়া=Keya গীতা=Gita,Geeta গৌরী=Gouri,Gauri গঙ্গা=Ganga গায়ত্রী=Gayatri,Gayetri
    চম্পা=Champa চন্দনা=Chandana চন্দ্রা=Chandra ছবি=Chhabi,Chobi ছায়া=Chhaya জয়া=Jaya,Joya
    জয়শ্রী=Jayashree,Jayasree,Joyshree জ্যোৎস্না=Jyotsna,Josna জ্যোতি=Jyoti ঝর্ণা=Jharna ঝর্না=Jharna ঝুমা=Jhuma
    টুম্পা=Tumpa তনুশ্রী=Tanushree,Tanusree তৃপ্তি=Tripti তারা=Tara তনিমা=Tanima দীপা=Dipa,Deepa দীপিকা=Dipika,Deepika
    দীপালি=Dipali,Deepali নমিতা=Namita নন্দিতা=Nandita নিবেদিতা=Nibedita নীলিমা=Nilima ফুলমণি=Phulmani,Fulmoni
    হাসি=Hasi যশোদা=Jashoda,Yashoda যমুনা=Jamuna,Yamuna মোঃ=Md মো=Md মোহাম্মদ=Mohammad,Mohammed,Muhammad,Mohamed
    মহম্মদ=Mohammad,Mahammad মুহাম্মদ=Muhammad আব্দুল=Abdul,Abdool আবদুল=Abdul আব্দুর=Abdur করিম=Karim,Kareem
    রহিম=Rahim,Raheem রহমান=Rahman,Rahaman,Rehman রফিকুল=Rafikul,Rafiqul রফিক=Rafik,Rafiq ইসলাম=Islam আলী=Ali,Aly
    আলি=Ali হোসেন=Hossain,Hossen,Hosen,Hussain,Hussein হোসাইন=Hossain হুসেন=Husen হাসান=Hasan,Hassan হাসিবুল=Hasibul
    হাবিব=Habib হাবিবুর=Habibur হাফিজ=Hafiz,Hafij হায়দার=Haider,Haydar হাজি=Haji,Hazi হাজী=Haji
    হক=Haque,Hoque,Haq,Hok আহমেদ=Ahmed,Ahmad আহমদ=Ahmad আখতার=Akhtar,Akter আক্তার=Akhtar আজিজ=Aziz,Ajij
    আজিজুল=Azizul,Ajijul আনোয়ার=Anwar,Anowar আমিনুল=Aminul আমিন=Amin আরিফ=Arif আলম=Alam আসাদ=Asad আশরাফ=Ashraf
    আশরাফুল=Ashraful আতাউর=Ataur আকবর=Akbar আবুল=Abul আবু=Abu আজাদ=Azad,Ajad আফজল=Afzal ইমরান=Imran ইব্রাহিম=Ibrahim
    ইসমাইল=Ismail ইকবাল=Iqbal ইউসুফ=Yusuf,Eusuf ইদ্রিস=Idris ইয়াসিন=Yasin,Yeasin ওসমান=Osman,Usman কাশেম=Kashem,Kasem
    কবির=Kabir কামাল=Kamal কামরুল=Kamrul কাদের=Kader,Qader কাসিম=Kasim খলিল=Khalil খালেক=Khalek গফফার=Gaffar
    গোলাম=Golam,Gulam জাহাঙ্গীর=Jahangir জামাল=Jamal জাকির=Jakir,Zakir জহিরুল=Jahirul জালাল=Jalal জাহিদ=Jahid,Zahid
    জিয়াউর=Ziaur,Jiaur তারিক=Tarik,Tariq নজরুল=Nazrul,Najrul নাসির=Nasir নূর=Nur,Noor নুরুল=Nurul নাজিম=Nazim,Najim
    নাজমুল=Nazmul,Najmul ফারুক=Faruk,Farooq,Faruque ফজলুর=Fazlur,Fajlur ফিরোজ=Firoz,Firoj ফরিদ=Farid
    মনিরুল=Manirul,Monirul মইনুল=Moinul,Mainul মান্নান=Mannan মাহমুদ=Mahmud,Mahmood মাহবুব=Mahbub
    মিজানুর=Mijanur,Mizanur মুস্তাফা=Mustafa মোস্তফা=Mostafa মতিউর=Matiur,Motiur রশিদ=Rashid,Rasid
    রাজ্জাক=Razzak,Rajjak রাকিব=Rakib,Raquib রেজাউল=Rejaul,Rezaul রিয়াজ=Riyaz,Riyaj,Riaz রবিউল=Rabiul লতিফ=Latif
    লিয়াকত=Liyakat,Liaquat শফিক=Shafik,Shafiq শফিকুল=Shafikul,Safikul শাহজাহান=Shahjahan শাহিন=Shahin,Sahin
    শামীম=Shamim,Samim শরিফ=Sharif,Sarif শরিফুল=Shariful শামসুল=Shamsul,Samsul সাইফুল=Saiful সাদ্দাম=Saddam
    সালাম=Salam সালিম=Salim,Saleem সেলিম=Selim সামাদ=Samad সাবির=Sabir সিরাজ=Siraj সিরাজুল=Sirajul
    সিদ্দিক=Siddik,Siddique সোহেল=Sohel,Sohail সুলতান=Sultan জব্বার=Jabbar জলিল=Jalil এনামুল=Enamul সাত্তার=Sattar
    আলমগীর=Alamgir মোশারফ=Mosharaf মোক্তার=Moktar,Mukhtar আসলাম=Aslam মেহেদি=Mehedi রুবেল=Rubel রহিমা=Rahima
    রাবেয়া=Rabeya,Rabia রেহানা=Rehana রোকেয়া=Rokeya রুবিনা=Rubina রুকসানা=Ruksana,Rukhsana রেশমা=Reshma
    ফাতেমা=Fatema ফাতিমা=Fatima ফরিদা=Farida ফিরোজা=Firoza,Firoja ফারহানা=Farhana ফরজানা=Farzana,Farjana
    আয়েশা=Ayesha,Aisha আমিনা=Amina আসমা=Asma আনোয়ারা=Anowara খাদিজা=Khadija খাতুন=Khatun,Khatoon বেগম=Begum,Begam
    বিবি=Bibi,Bibee বেওয়া=Bewa সালমা=Salma সাবিনা=Sabina সাকিনা=Sakina সাহিদা=Sahida সুফিয়া=Sufia,Sufiya
    সেলিনা=Selina সুলতানা=Sultana শাহিদা=Shahida শবনম=Shabnam,Sabnam শিরিন=Shirin নাজমা=Nazma,Najma নাসিমা=Nasima
    নাসরিন=Nasrin,Nasreen মমতাজ=Mamtaz,Momtaz,Mumtaz মরিয়ম=Mariam,Mariyam মর্জিনা=Marjina,Morjina মাসুদা=Masuda
    মোসাম্মৎ=Mosammat,Mosammot মোসাঃ=Mst মোছাঃ=Mst হাসিনা=Hasina হালিমা=Halima হামিদা=Hamida জাহানারা=Jahanara
    জরিনা=Jarina,Zarina তসলিমা=Taslima পারভীন=Parvin,Parveen,Parbin পারভিন=Parvin কুলসুম=Kulsum
    ইয়াসমিন=Yasmin,Yeasmin নূরজাহান=Nurjahan হাঁসদাক=Hansdak বীর=Bir বাহাদুর=Bahadur দোর্জে=Dorjee,Dorje,Dorjey
    পাসাং=Pasang,Passang পেম্বা=Pemba দাওয়া=Dawa নিমা=Nima মিংমা=Mingma ফুর্বা=Phurba,Furba সোনাম=Sonam
    তেনজিং=Tenzing কর্মা=Karma ভাইচুং=Bhaichung নরবু=Norbu ছিরিং=Tshering,Chhiring ঘিসিং=Ghising ইয়োলমো=Yolmo
    কামি=Kami দমাই=Damai মঙ্গর=Mangar মাঙ্গার=Mangar নেওয়ার=Newar খাওয়াস=Khawas ভুজেল=Bhujel ছেত্রি=Chhetri
    গোলে=Golay মুখিয়া=Mukhia খড়কা=Kharka কার্কি=Karki রসাইলি=Rasaily দাহাল=Dahal পৌড়েল=Poudel
    বাস্নেত=Basnet,Basnett কাঞ্চি=Kanchi কাঞ্ছা=Kancha জেঠা=Jetha হর্ক=Harka কুমারী=Kumari রানা=Rana
    বরাইক=Baraik,Baraick কুজুর=Kujur তিরকি=Tirkey,Tirki মিঞ্জ=Minj,Minz খালখো=Khalkho,Xalxo লাকরা=Lakra
    কেরকেট্টা=Kerketta টিগ্গা=Tigga বাখলা=Bakhla বিরসা=Birsa সিধু=Sidhu কানহু=Kanhu সুকুরমণি=Sukurmani
    সোনামণি=Sonamoni,Sonamani বাহামণি=Bahamani,Bahamoni লক্ষ্মীমণি=Lakshmimoni ফুলমনি=Fulmoni,Phulmoni মালহো=Malho
    কিষ্কু=Kisku মুর্ম্মু=Murmu বেশরা=Besra চঁড়ে=Chonre পাউরিয়া=Pauria গোরাইত=Gorait মহালি=Mahali ভূমিজ=Bhumij
    শবর=Sabar,Shabar লোধা=Lodha কোড়া=Kora খেড়িয়া=Kheria কালিন্দী=Kalindi সহিস=Sahis রুহিদাস=Ruhidas বাগ্দী=Bagdi
    বাগদী=Bagdi তেওর=Teor পাটনি=Patni মাঝী=Majhi মাহাতা=Mahata বর্ম্মন=Barman রায়বর্মন=Roybarman
    সিংহরায়=Singha,Singharoy অধিকারি=Adhikary ঈশোর=Ishore ধনেশ্বর=Dhaneswar,Dhaneshwar নৃপেন=Nripen
    ক্ষিতীশ=Kshitish,Khitish সুখেন=Sukhen ভবেন=Bhaben ধীরেন্দ্র=Dhirendra জ্যোতিষ=Jyotish উপেন=Upen উপেন্দ্র=Upendra
    হিতেন=Hiten গজেন=Gajen মনীন্দ্র=Manindra অধীর=Adhir অনন্তদেব=Anantadeb কর্ণ=Karna শিবেন=Shiben বাবুল=Babul,Babool
    সন্তোষ=Santosh,Santos সন্তু=Santu সুজয়=Sujoy,Sujay সুকান্ত=Sukanta সুদীপ্ত=Sudipta সুদর্শন=Sudarshan
    সুমন্ত=Sumanta সুখদেব=Sukhdeb,Sukhdev সুবল=Subal সুবীর=Subir সুরজিৎ=Surajit সৈকত=Saikat সায়ন=Sayan
    সায়ন্তন=Sayantan শান্ত=Shanta শ্রীধর=Sridhar,Shridhar শ্রীদাম=Sridam শুকদেব=Shukdeb শিশির=Shishir,Sisir
    শৈলেন=Sailen,Shailen শচীন=Sachin শরৎ=Sarat ষষ্ঠী=Shasthi ষষ্ঠীপদ=Sasthipada অমূল্য=Amulya অক্ষয়=Akshay,Akshoy
    অচিন্ত্য=Achintya অনুপম=Anupam অনিক=Anik অনিরুদ্ধ=Aniruddha অপু=Apu অবনী=Abani অভি=Abhi অরবিন্দ=Arabinda,Arvind
    অরিন্দম=Arindam অরিজিৎ=Arijit অসীমা=Asima অংশু=Anshu আদিত=Adit আশুতোষ=Ashutosh ইন্দ্র=Indra ঈশান=Ishan উমেশ=Umesh
    উদিত=Udit কানন=Kanan কালু=Kalu কালীচরণ=Kalicharan কিঙ্কর=Kinkar কৃষ্ণপদ=Krishnapada কৃষ্ণেন্দু=Krishnendu
    ক্ষিতি=Kshiti খোকন=Khokan গণপতি=Ganapati গোকুল=Gokul গোষ্ঠ=Gostha গুরুপদ=Gurupada গুরুদাস=Gurudas গৌরহরি=Gourhari
    চিত্ত=Chitta চিন্ময়=Chinmoy,Chinmay চৈতন্য=Chaitanya জগৎ=Jagat জহর=Jahar জ্ঞানেন্দ্র=Gyanendra
    জ্যোতির্ময়=Jyotirmoy,Jyotirmay ঝন্টু=Jhantu টোটন=Toton তাপসী=Tapasi তপতী=Tapati তিলক=Tilak ত্রিলোচন=Trilochan
    দয়াময়=Dayamay দশরথ=Dasharath,Dasarath দিব্যেন্দু=Dibyendu দেবেন=Deben দেবেন্দ্র=Debendra,Devendra দেবজিৎ=Debajit
    দেবরাজ=Debraj দেবকুমার=Debkumar দীপ=Dip,Deep দীপ্তি=Dipti দিপালি=Dipali দীপালী=Dipali দিলওয়ার=Dilwar ধীমান=Dhiman
    নকুল=Nakul নন্দন=Nandan নন্দলাল=Nandalal নবকুমার=Nabakumar নয়ন=Nayan নিত্যানন্দ=Nityananda নিতাইচাঁদ=Nitaichand
    নিশিকান্ত=Nishikanta নীরজ=Niraj,Neeraj নীলমণি=Nilmani নীতিশ=Nitish পরিতোষ=Paritosh পলাশী=Palashi পাঁচু=Panchu
    পীযূষ=Pijush,Piyush পূর্ণ=Purna পূর্ণচন্দ্র=Purnachandra প্রহ্লাদ=Prahlad প্রিয়ব্রত=Priyabrata ফণী=Phani
    ফণিভূষণ=Phanibhusan বঙ্কিম=Bankim বলাই=Balai বাণেশ্বর=Baneswar বাদশা=Badsha,Badshah বাচ্চু=Bachchu বাপ্পা=Bappa
    বিজন=Bijan বিধান=Bidhan বিদ্যুৎ=Bidyut বিনয়কৃষ্ণ=Binaykrishna বিভাস=Bibhas বিভূতি=Bibhuti বিমান=Biman বিশু=Bishu
    বিশাল=Bishal,Vishal বিবেক=Bibek,Vivek বুদ্ধদেব=Buddhadeb বুদ্ধেশ্বর=Buddheswar বৃন্দাবন=Brindaban ব্রজ=Braja
    ভগীরথ=Bhagirath ভরত=Bharat ভীম=Bhim ভূপেন=Bhupen মতিলাল=Matilal মদনমোহন=Madanmohan মহাবীর=Mahabir মঙ্গলা=Mangala
    মন্মথ=Manmatha ময়না=Mayna মাধব=Madhab মানব=Manab মাখন=Makhan মোহিত=Mohit মৃদুল=Mridul যুধিষ্ঠির=Judhisthir
    রঘু=Raghu রজত=Rajat রজনী=Rajani রণজিত=Ranajit রমেন=Ramen রমেশচন্দ্র=Rameshchandra রসিক=Rasik রাজকুমার=Rajkumar
    রাজলক্ষ্মী=Rajlakshmi রাখাল=Rakhal রাধেশ্যাম=Radheshyam রামপদ=Rampada রামচন্দ্র=Ramchandra রিন্টু=Rintu
    রিঙ্কু=Rinku রুদ্র=Rudra লক্ষ্মণচন্দ্র=Lakshmanchandra ললিত=Lalit লাবণ্য=Labanya লালন=Lalan লালু=Lalu
    লালবাবু=Lalbabu লাখো=Lakho লখন=Lakhan লখিন্দর=Lakhindar লোকনাথ=Loknath অণিমা=Anima অনুপমা=Anupama অনুরাধা=Anuradha
    অমৃতা=Amrita অর্চনা=Archana অরুণা=Aruna অলকা=Alka,Aloka আলপনা=Alpana আশালতা=Ashalata ইলা=Ila
    কৌশল্যা=Kaushalya,Koushalya গীতাঞ্জলি=Gitanjali গোলাপী=Golapi চৈতালী=Chaitali চৈতালি=Chaitali ছন্দা=Chhanda
    জবা=Jaba জয়ন্তী=Jayanti,Joyanti জলি=Jolly,Joly ঝুম্পা=Jhumpa টিনা=Tina ডলি=Dolly,Doli ডালিয়া=Dalia তনুজা=Tanuja
    তুলসী=Tulsi,Tulasi তিথি=Tithi দেবযানী=Debjani দেবিকা=Debika দোলন=Dolan দ্রৌপদী=Draupadi নয়নতারা=Nayantara
    নিরুপমা=Nirupama নীতা=Nita,Neeta নূপুর=Nupur পদ্মাবতী=Padmabati পলি=Poly,Poli পারমিতা=Paramita পিউ=Piu
    পিঙ্কি=Pinki,Pinky পিংকি=Pinki,Pinky প্রভা=Prabha প্রমিলা=Pramila প্রতিভা=Pratibha ফুলকুমারী=Fulkumari বকুল=Bakul
    বাণী=Bani বাসনা=Basana বিজলী=Bijali বিমলা=Bimala,Bimla বিশাখা=Bishakha বৈশাখী=Baishakhi,Boisakhi ভানু=Bhanu
    ভাস্বতী=Bhaswati মঞ্জুশ্রী=Manjushree মঞ্জরী=Manjari মন্দিরা=Mandira মহামায়া=Mahamaya মাধুরী=Madhuri মিনু=Minu
    মিলি=Mili মিলু=Milu মীরা=Mira,Meera মুক্তা=Mukta মুন্নি=Munni মেনকা=Menaka মৈত্রেয়ী=Maitreyee মোনালিসা=Monalisa
    রঞ্জনা=Ranjana রমলা=Ramala রাজিয়া=Rajia,Razia রিঙ্কি=Rinki রিম্পা=Rimpa রীনাদেবী=Rinadebi রূপালি=Rupali
    রূপালী=Rupali লক্ষ্মীরাণী=Lakshmirani লাকি=Lucky লাভলি=Lovely লিলি=Lily শকুন্তলা=Shakuntala,Sakuntala
    শঙ্করী=Shankari শর্বরী=Sharbari শাশ্বতী=Saswati শিপ্রা=Shipra,Sipra শীলা=Shila,Sheela শুক্লা=Shukla,Sukla
    শুভ্রা=Shubhra,Subhra শ্বেতা=Shweta,Sweta শ্যামা=Shyama শ্রাবন্তী=Srabanti ষোড়শী=Shoroshi সঞ্জু=Sanju
    সংঘমিত্রা=Sanghamitra সরলা=Sarala,Sarla সরমা=Sarama সাথী=Sathi সান্ত্বনা=Santwana সারদা=Sarada সুদেষ্ণা=Sudeshna
    সুপর্ণা=Suparna সুমনা=Sumana সুমি=Sumi সুলেখা=Sulekha সুষমা=Sushama,Sushma সোমাশ্রী=Somashree সোহাগী=Sohagi
    স্মৃতি=Smriti হেমা=Hema হেমলতা=Hemlata আইনুল=Ainul আকতার=Aktar আকলিমা=Aklima আখতারুল=Akhtarul আতিকুর=Atikur
    আনারুল=Anarul আনিকুল=Anikul আনোয়ারুল=Anwarul আফরোজ=Afroz আফরোজা=Afroza আফতাব=Aftab আব্বাস=Abbas আবদুর=Abdur
    আবদুস=Abdus আব্দুস=Abdus আবেদ=Abed আবেদা=Abeda আবুবক্কর=Abubakkar আমজাদ=Amjad আমির=Amir,Aamir আমিরুল=Amirul
    আয়নাল=Aynal আয়ুব=Ayub আরজিনা=Arjina আরজু=Arju আরমান=Arman আরশাদ=Arshad আলাউদ্দিন=Alauddin আলিম=Alim আলেয়া=Aleya
    আশিক=Ashik,Asik আসরাফ=Asraf আসিফ=Asif আহাদ=Ahad ইউনুস=Yunus ইকরামুল=Ikramul ইজাজ=Ejaz,Izaz ইনতাজ=Intaj ইরফান=Irfan
    ইলিয়াস=Ilias,Iliyas ইশা=Isha ইসমাত=Ismat ইসরাফিল=Israfil একরামুল=Ekramul এমদাদুল=Emdadul এহসান=Ehsan
    ওয়াসিম=Wasim,Waseem ওয়াহিদ=Wahid ওবায়দুল=Obaidul কবিরুল=Kabirul কমরুদ্দিন=Kamruddin কাউসার=Kausar,Kousar
    কাজেম=Kajem কামরুজ্জামান=Kamruzzaman কারিমুল=Karimul কাসেম=Kasem কোহিনুর=Kohinur,Kohinoor খলিলুর=Khalilur
    খাইরুল=Khairul গনি=Gani,Ghani গিয়াসউদ্দিন=Giasuddin গুলাম=Gulam জসিম=Jasim জসিমুদ্দিন=Jasimuddin জাফর=Jafar,Zafar
    জাভেদ=Javed,Jabed জামিলা=Jamila জামিরুল=Jamirul জালালউদ্দিন=Jalaluddin জাহেদা=Jaheda জিন্না=Jinna
    জুলফিকার=Julfikar,Zulfikar জুলেখা=Julekha,Zulekha তাজমিরা=Tajmira তাজুল=Tajul তাসলিমা=Taslima তৈমুর=Taimur
    দাউদ=Daud দিলরুবা=Dilruba নওশাদ=Naushad,Nousad নাইম=Naim নাজিমুদ্দিন=Nazimuddin নাজিয়া=Nazia নাদিম=Nadim
    নাসিরুদ্দিন=Nasiruddin নিজাম=Nizam নিজামুদ্দিন=Nizamuddin নুর=Nur,Noor নুরজাহান=Nurjahan নুরনাহার=Nurnahar
    নূরুল=Nurul নুরেজা=Nureja পিয়ারা=Piyara ফকরুল=Fakrul ফজলে=Fazle ফজলুল=Fazlul,Fajlul ফয়জুল=Faizul ফয়সাল=Faisal
    ফারজানা=Farjana ফিরদৌসি=Firdousi বদরুল=Badrul বানু=Banu বাবর=Babar বারিক=Barik বাসিরুল=Basirul মইদুল=Maidul,Moidul
    মকবুল=Makbul মজিবর=Majibar মজিদ=Majid মঞ্জুর=Manjur মঞ্জুরা=Manjura মতিন=Matin মনসুর=Mansur মনিরা=Manira
    মনোয়ারা=Monowara,Manowara মফিজুল=Mofijul,Mafijul মহসিন=Mohsin মহিউদ্দিন=Mohiuddin মাজিদ=Majid মাফুজা=Mafuja
    মামুন=Mamun মারুফ=Maruf মাসুদ=Masud মাহফুজ=Mahfuj,Mahfuz মিনহাজ=Minhaj মিরাজ=Miraj মুক্তার=Muktar মুজিবুর=Mujibur
    মুর্শিদা=Murshida মুরশিদ=Murshid মুসা=Musa,Moosa মুস্তাক=Mustak মেহবুব=Mehboob মেহেরুন=Meherun মোতালেব=Motaleb
    মোবারক=Mobarak মোমিন=Momin মোমিনুল=Mominul মোস্তাফিজুর=Mostafijur মোজাম্মেল=Mozammel রউফ=Rauf রজব=Rajab
    রবিনা=Rabina রমজান=Ramjan,Ramzan রমিজ=Ramij রাইহান=Raihan রাকিবুল=Rakibul রাজিবুল=Rajibul রাফি=Rafi রাশেদ=Rashed
    রাশিদা=Rashida রাসেল=Rasel রাহেলা=Rahela রিজিয়া=Rijia রিয়াজুল=Riyajul রুকসার=Ruksar রুনা=Runa রুপসানা=Rupsana
    রুহুল=Ruhul রেজিনা=Rejina রোশনারা=Roshanara রোশন=Roshan,Raushan লাইলা=Laila লাইলি=Laili শওকত=Shaukat,Saukat
    শরিফা=Sharifa শহিদুল=Shahidul,Sahidul শাকিল=Shakil,Sakil শাজাহান=Shajahan,Sahajahan শাবানা=Shabana,Sabana
    শামসের=Shamser শামসুর=Shamsur শাহনাজ=Shahnaz,Sahnaj শাহনওয়াজ=Shahnawaz শাহবাজ=Shahbaz শাহরুখ=Shahrukh,Sahrukh
    শেফালি=Shefali সফিকুল=Safikul সফিউল=Safiul সবুর=Sabur সরিফুল=Sariful সাইদুল=Saidul সাইদুর=Saidur সাকিব=Sakib
    সাজাহান=Sajahan সাজিদা=Sajida সাদেক=Sadek,Sadik সাবেরা=Sabera সামসুল=Samsul সামসুদ্দিন=Samsuddin সামিম=Samim
    সায়রা=Saira সারফুদ্দিন=Sarfuddin সাহিল=Sahil সাহিন=Sahin সাহানারা=Sahanara সিরাজউদ্দিন=Sirajuddin
    সুরাইয়া=Suraiya সুরুজ=Suruj সেকেন্দার=Sekendar সেরিনা=Serina সেরিফা=Serifa সোহরাব=Sohrab হবিবুর=Habibur
    হাফিজুল=Hafijul,Hafizul হাফিজুর=Hafijur,Hafizur হাফেজ=Hafez,Hafej মাওলানা=Maulana,Moulana মৌলানা=Moulana
    মৌলভি=Maulvi,Moulavi ক্বারি=Qari হামিদ=Hamid হাসেম=Hasem হাসিবুর=Hasibur হাসনা=Hasna হাসিম=Hasim হুমায়ুন=Humayun
    হুসনা=Husna হেলাল=Helal হোসনেয়ারা=Hosneara হালিম=Halim সামিউল=Samiul সাইদা=Saida কাজিম=Kazim ফুলবানু=Fulbanu
    নাসিমুদ্দিন=Nasimuddin জোহরা=Johra জোবেদা=Jobeda জামশেদ=Jamshed মন্নান=Mannan কালাম=Kalam আজম=Azam আলিয়া=Aliya
    আলিফা=Alifa পাণ্ডেয়=Pandey উপাধ্যায়=Upadhyay দ্বিবেদী=Dwivedi ত্রিবেদী=Trivedi চতুর্বেদী=Chaturvedi
    চৌবে=Choubey,Chaubey শুক্ল=Shukla ত্রিপাঠী=Tripathi তিওয়ারী=Tiwari দ্বিবেদি=Dwivedi সাও=Shaw গোঁড়=Gond
    রাজভর=Rajbhar রাজপুত=Rajput গুপ্তে=Gupte চৌরাসিয়া=Chaurasia চৌহান=Chauhan,Chouhan রাঠোর=Rathore
    কুশওয়াহা=Kushwaha মাহতো=Mahto বিন্দ=Bind নিষাদ=Nishad সাহনি=Sahani,Sahni মাল্লা=Malla,Mallah কেশরী=Keshri,Keshari
    কানু=Kanu রবিদাস=Ravidas,Rabidas মাঞ্ঝি=Manjhi ভুঁইঞা=Bhuiyan ভুঁইয়াঁ=Bhuiyan গোপ=Gope,Gop রাও=Rao পটেল=Patel
    প্যাটেল=Patel জয়স্বাল=Jaiswal জৈন=Jain আগরওয়ালা=Agarwala গোয়েল=Goel,Goyal খেতান=Khetan সোনি=Soni
    স্বর্ণকার=Swarnakar ভকত=Bhakat ভগত=Bhagat রাজেশ্বর=Rajeshwar,Rajeswar রামেশ্বর=Rameshwar,Rameswar
    বিন্ধ্যাচল=Vindhyachal রামবাবু=Rambabu লালজি=Lalji শ্যামলাল=Shyamlal মোহনলাল=Mohanlal ধর্মবীর=Dharmveer,Dharambir
    কমলেশ=Kamlesh সত্যেন্দ্র=Satyendra সুরেন্দ্র=Surendra বীরেন্দ্র=Birendra,Virendra জিতেন্দ্র=Jitendra
    নাগেন্দ্র=Nagendra যোগেন্দ্র=Jogendra,Yogendra উমাশঙ্কর=Umashankar শিবশঙ্কর=Shibshankar,Shivshankar গণেশী=Ganeshi
    গজেন্দ্র=Gajendra পাপ্পু=Pappu গুড্ডি=Guddi গুড়িয়া=Guriya সোনু=Sonu টিঙ্কু=Tinku ছোটু=Chhotu বব্লু=Bablu
    বিট্টু=Bittu চিন্টু=Chintu বান্টি=Bunty রকি=Rocky সনি=Sunny ভিকি=Vicky রানু=Ranu মাধুরি=Madhuri
    সুমিত্রাদেবী=Sumitradevi কৌশিকী=Kaushiki গায়ত্রি=Gayatri ফুলওয়ারি=Phulwari লালমুনি=Lalmuni ঊর্মিলা=Urmila
    নির্মলা=Nirmala সুশীলা=Sushila,Susila সুশীল=Sushil,Susil শান্তিদেবী=Shantidevi মঞ্জুলা=Manjula মধুবালা=Madhubala
    যশ=Yash যশবন্ত=Yashwant আয়ুষ=Ayush আর্যন=Aryan অঙ্কিত=Ankit অঙ্কিতা=Ankita অনুজ=Anuj অমরনাথ=Amarnath
    অমরেশ=Amaresh অলিভ=Oliv শ্রেয়সী=Shreyasi স্নেহা=Sneha স্নিগ্ধা=Snigdha ঐশ্বর্য=Aishwarya ঐন্দ্রিলা=Oindrila
    ঋতু=Ritu ঋষি=Rishi ঋতুপর্ণা=Rituparna ভূঁইয়া=Bhuiyan পাড়ই=Parui পাড়ুই=Parui পালিত=Palit
    পট্টনায়ক=Pattanayak,Pattnaik পোড়েল=Porel প্রতিহার=Pratihar ফৌজদার=Foujdar,Faujdar বক্সী=Bakshi,Boxi বক্সি=Bakshi
    বটব্যাল=Batabyal বরা=Bora বড়াল=Boral বড়ুয়া=Barua,Baruah বাউল=Baul বাঁকুড়া=Bankura বিষয়ী=Bishayee
    ব্রহ্ম=Brahma ভদ্র=Bhadra ভক্ত=Bhakta ভাদুড়ী=Bhaduri ভান্ডারী=Bhandari ভাণ্ডারী=Bhandari ভূঞ্যা=Bhunia
    মণ্ডাল=Mondal মহান্তি=Mohanty মহাপাত্র=Mahapatra মান্ডল=Mandal মাহালি=Mahali মুহুরি=Muhuri মেহেরা=Mehra
    মেদ্যা=Medya মৌলিক=Moulik,Maulik রক্ষিত=Rakshit রাহা=Raha লাহা=Laha লোধ=Lodh শাসমল=Sasmal,Shasmal
    শিকদার=Sikdar,Shikdar শূর=Sur সমাদ্দার=Samaddar সরখেল=Sarkhel সাহানা=Sahana সিনহা=Sinha হাইত=Hait হালুই=Halui
    হোড়=Hore হুই=Hui কয়াল=Kayal করণ=Karan কাঁড়ার=Kanrar কাহার=Kahar কুইলা=Kuila কুইতি=Kuity কোটাল=Kotal
    খামরুই=Khamrui খাটুয়া=Khatua গঙ্গাধর=Gangadhar গুছাইত=Guchhait গুহ=Guha গোলদার=Goldar ঘরামি=Gharami ঘাঁটি=Ghanti
    ঘোড়ুই=Ghorui ঘোষাল=Ghosal,Ghoshal চক্রবর্ত্তী=Chakraborty চন্দ=Chanda চাকি=Chaki জোয়ারদার=Joardar ঝুলকি=Jhulki
    টিকাদার=Tikadar ঢাং=Dhang তরফদার=Tarafdar দলপতি=Dalapati দণ্ডপাট=Dandapat দাঁ=Dawn,Dan দাশমহাপাত্র=Dasmahapatra
    দিন্দা=Dinda দুয়ারী=Duari দেবশর্মা=Debsharma,Debsarma দেবসিংহ=Debsingha দোলই=Doloi ধাড়া=Dhara ধীবর=Dhibar
    নাগ=Nag নাইয়া=Naiya নাটুয়া=Natua নিয়োগী=Niyogi,Neogi পড়িয়া=Paria,Poria পয়ড়্যা=Payra পাঁড়ে=Panre
    পাছাল=Pachhal সিকদার=Sikdar চন্দ্রিমা=Chandrima মেহের=Meher মিতালি=Mitali মিতালী=Mitali সাহিনা=Sahina
    পিয়ালী=Piyali স্বরূপ=Swarup ছোটেলাল=Chhotelal রুখসানা=Rukhsana ফুলমতি=Phulmati রামু=Ramu হরিপদ=Haripada
    হরিদাস=Haridas শিবানন্দ=Shibananda কালিপদ=Kalipada দুর্গাপদ=Durgapada বিষ্ণুপদ=Bishnupada নবনীতা=Nabanita
    বিনীতা=Binita নীলম=Nilam,Neelam শ্রীমতী=Srimati রুমকি=Rumki মামণি=Mamani,Mamoni মামনি=Mamoni টুসু=Tusu ভাদু=Bhadu
    রুবি=Ruby,Rubi বেলা=Bela ডায়না=Diana পরী=Pari শ্যামাপদ=Shyamapada শ্যামাপ্রসাদ=Shyamaprasad রামপ্রসাদ=Ramprasad
    গুরুপ্রসাদ=Guruprasad অনুকূল=Anukul সুফল=Suphal বৈদ্যনাথ=Baidyanath অমরেন্দ্র=Amarendra সৌরেন্দ্র=Sourendra
    সুরেন=Suren নগেন=Nagen নগেন্দ্র=Nagendra হরেন=Haren হরেন্দ্র=Harendra যোগেন=Jogen মণীন্দ্র=Manindra
    ফটিক=Phatik,Fatik বটকৃষ্ণ=Batakrishna তরণী=Tarani তারিণী=Tarini কেশব=Keshab মাধাই=Madhai জগাই=Jagai অভিরাম=Abhiram
    বংশী=Banshi বাঁশি=Banshi সাধন=Sadhan সাধনা=Sadhana আরাধনা=Aradhana শিউলী=Shiuli টগর=Tagar চামেলি=Chameli জুঁই=Jui
    বিউটি=Beauty সুইটি=Sweety রোজিনা=Rojina,Rozina রোজি=Rosy মৌটুসি=Moutusi পাপড়ি=Papri মিষ্টু=Mistu
    অমৃত=Amrit ঋষভ=Rishav,Rishabh কেশবচন্দ্র=Keshabchandra কৌস্তভ=Koustav,Kaustav গোরাচাঁদ=Gorachand
    চণ্ডীচরণ=Chandicharan জয়িতা=Joyita,Jayita জয়দীপ=Joydeep,Joydip দেবশ্রী=Debashree ধ্রুব=Dhruba নয়না=Nayana
    পরমেশ্বর=Parameswar বামাপদ=Bamapada বীরেশ্বর=Bireswar মহুয়া=Mahua,Mahuya মানবেন্দ্র=Manabendra মুনমুন=Munmun
    রমাপদ=Ramapada রাইমণি=Raimoni রাজশ্রী=Rajashree রাজেশ্বরী=Rajeswari,Rajeshwari রাসমণি=Rashmoni
    শতাব্দী=Satabdi,Shatabdi শশাঙ্ক=Sasanka,Shashanka শিবনাথ=Shibnath শুচিস্মিতা=Suchismita
    শুভজিৎ=Subhajit,Shubhajit শুভাশিস=Subhasis,Subhashis শুভদীপ=Subhadip,Subhadeep শুভ্র=Subhra
    শৈলেন্দ্র=Sailendra,Shailendra শৈবাল=Saibal শোভন=Sovan শ্রীনাথ=Srinath শ্রীবাস=Sribas শ্রীপতি=Sripati
    শ্রীলেখা=Srilekha ষষ্ঠীচরণ=Sasthicharan সায়ন্তনী=Sayantani সায়নী=Sayani,Sayoni সুফিয়ান=Sufian সুশোভন=Susovan
    আজহার=Azhar,Ajhar আজাহার=Azahar আঞ্জুয়ারা=Anjuara ইনজামুল=Injamul ইসমত=Ismat এজাজ=Ejaz কওসার=Kausar
    কাওসার=Kausar,Kawsar কাইয়ুম=Kayum কুতুবউদ্দিন=Kutubuddin খয়রুল=Khairul চাঁদমিয়া=Chandmia
    জসিমউদ্দিন=Jasimuddin তোফাজ্জল=Tofazzal নওসাদ=Nausad নুরনেহার=Nurnehar ফখরুল=Fakhrul ফয়জল=Faizal
    ফিরদৌসী=Firdousi বিলকিস=Bilkis বুলবুল=Bulbul মজিবুর=Mojibur মজনু=Majnu মফিজ=Mofij মুকতার=Muktar
    মুর্শেদা=Morsheda রওশন=Roushan,Rousan রওশনারা=Roushanara রিজওয়ান=Rizwan,Rijwan শাহাজাহান=Shahjahan সৌকত=Saukat
    হাসানুজ্জামান=Hasanuzzaman আসাদুজ্জামান=Asaduzzaman মনিরুজ্জামান=Moniruzzaman জামান=Zaman,Jaman মুরমু=Murmu
    কিসকু=Kisku হাসদা=Hansda লোহরা=Lohra মাহলি=Mahli বীরহড়=Birhor ওঁরাওঁ=Oraon টপ্পো=Toppo খেস=Khess বারলা=Barla
    কেরকেটা=Kerketta নাগাসিয়া=Nagesia বেদিয়া=Bedia সাঁওতাল=Saontal ঠাকুরমণি=Thakurmani চুড়কি=Churki সোমরা=Somra
    কার্জী=Karjee ডাকুয়া=Dakua পাটোয়ারী=Patwari কার্জি=Karjee রিজাল=Rizal
    গজমের=Gajmer সিঞ্চুরি=Sinchury যোঞ্জন=Yonzon সুনুয়ার=Sunuwar গহতরাজ=Gahatraj আঢ্য=Adhya,Addya
    আচার্য=Acharya,Acharjee আচার্য্য=Acharya কাপড়ী=Kapri কুঁইরি=Kuiri গুঁই=Gui চাউলিয়া=Chaulia
    ডোগরা=Dogra তেওয়ারি=Tewari দণ্ডপাঠ=Dandapat দীক্ষিত=Dixit ধাওয়া=Dhawa নাগবংশী=Nagbanshi
    পট্টনায়েক=Pattanayak পাইন=Pyne পাড়িয়া=Paria পোল্লে=Polley বল্লভ=Ballav,Ballabh ভূমিয়া=Bhumia
    মেটিয়া=Metia মোহান্তি=Mohanty,Mohanti রায়মণ্ডল=Raymondal শতপথী=Satpathi শাঁখারী=Sankhari শেঠ=Seth
    শোভাকর=Sovakar হাওলাদার=Howlader,Hawlader শুভজিত=Subhajit শুভদীপা=Subhadipa বিশ্বজিত=Biswajit মনজিৎ=Manjit
    দেবাশীষ=Debashis আশীষ=Ashis দেবাশিষ=Debashis সুভাশীষ=Subhasis স্নেহাশিস=Snehasis শ্রীজা=Srija
    শ্রীময়ী=Sreemoyee শ্রীতমা=Sritama শ্রীপর্ণা=Sriparna শ্রীকৃষ্ণ=Srikrishna শ্রীমতি=Srimati জয়শঙ্কর=Joysankar
    মৃন্ময়=Mrinmoy হিরণ্ময়=Hiranmoy তন্ময়ী=Tanmoyee সুধাময়=Sudhamoy প্রেমময়=Premmoy জগন্ময়=Jaganmoy
    মনোময়=Manomoy রাজবংশি=Rajbanshi সিনহারায়=Sinharoy দেবসরকার=Debsarkar বসুমাতারী=Basumatary
    নার্জিনারী=Narzinary কার্জ্জী=Karjee মিয়াঁ=Mian মিঞাঁ=Mian দেওয়ানজি=Dewanji সাঁপুইন=Sanpui
    হেমব্রোম=Hembram মুরমূ=Murmu পাওরিয়া=Pauria ছেত্ত্রী=Chettri
    খাতিওয়াড়া=Khatiwara সিংহানিয়া=Singhania কেডিয়া=Kedia কুশওয়াহ=Kushwaha
    মৌর্য=Maurya মৌর্য্য=Maurya কেওট=Kewat মুসহর=Mushar বার্নোয়াল=Barnwal বার্নওয়াল=Barnwal
    কেশরওয়ানি=Kesarwani জায়সওয়াল=Jaiswal পাশোয়ান=Paswan রজওয়ার=Rajwar খেরওয়ার=Kherwar হাশমি=Hashmi
    ফারুকী=Faruqui রিজভী=Rizvi নাজনীন=Naznin নেছা=Nesa ইসমোতারা=Ismotara ইসমাতারা=Ismatara
"""


def _read(pairs: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = (pair.split("=") for pair in pairs.split())
    return tuple((normalise(bengali), tuple(latin.split(","))) for bengali, latin in rows)


NAME_PARTS: Final = _read(_PAIRS)
"""(Bengali, Latin spellings), more usual spellings first: where two rows share a spelling the first row counts."""
