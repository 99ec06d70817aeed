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
    ব্যানার্জি=Banerjee চ্যাটার্জী=Chatterjee,Chaterjee,Chatterji চ্যাটার্জি=Chatterjee গাঙ্গুলী=Ganguly,Ganguli,Gangully
    গাঙ্গুলি=Ganguly রায়=Roy,Ray রায়চৌধুরী=Roychowdhury,Raychaudhuri,Roychoudhury
    চৌধুরী=Chowdhury,Choudhury,Chaudhuri,Chaudhury,Chowdhuri,Choudhuri,Chaudhary,Choudhary দাস=Das দাশ=Dash দে=Dey,De
    দত্ত=Dutta,Datta,Dutt ঘোষ=Ghosh,Ghose বসু=Basu বোস=Bose মিত্র=Mitra সেন=Sen গুপ্ত=Gupta গুপ্তা=Gupta সেনগুপ্ত=Sengupta
    দাশগুপ্ত=Dasgupta মণ্ডল=Mondal,Mandal,Mondol,Mandol মন্ডল=Mondal মোণ্ডল=Mondal সরকার=Sarkar,Sircar,Sorkar,Sarker
    বিশ্বাস=Biswas,Biswash,Bishwas সাহা=Saha পাল=Pal,Paul কর্মকার=Karmakar,Karmokar সূত্রধর=Sutradhar কুণ্ডু=Kundu কুন্ডু=Kundu
    নাথ=Nath দেবনাথ=Debnath,Devnath শীল=Sil,Shil,Seal মাইতি=Maity,Maiti জানা=Jana বেরা=Bera মান্না=Manna সামন্ত=Samanta
    প্রধান=Pradhan গিরি=Giri পণ্ডা=Panda পাণ্ডা=Panda পাত্র=Patra মাঝি=Majhi,Maji,Majhee মাজি=Maji
    মাহাতো=Mahato,Mahata,Mahto মাহাত=Mahata সিং=Singh সিংহ=Sinha রাউত=Rout,Raut মল্লিক=Mallick,Mallik,Mullick
    হালদার=Halder,Haldar,Holdar নস্কর=Naskar,Noskar সরদার=Sardar,Sarder সর্দার=Sardar গায়েন=Gayen,Gain বৈদ্য=Baidya
    বৈরাগী=Bairagi,Bairagya অধিকারী=Adhikari,Adhikary গোস্বামী=Goswami মজুমদার=Majumdar,Majumder,Mazumdar,Mazumder
    তালুকদার=Talukdar লাহিড়ী=Lahiri সান্যাল=Sanyal বাগচী=Bagchi মৈত্র=Moitra,Maitra ভৌমিক=Bhowmik,Bhowmick,Bhaumik কর=Kar
    ধর=Dhar নন্দী=Nandi,Nandy নন্দ=Nanda হাজরা=Hazra,Hajra দলুই=Dolui,Dalui বাগ=Bag বাগদি=Bagdi বাউরি=Bauri বাউড়ি=Bauri
    রুইদাস=Ruidas রজক=Rajak প্রামাণিক=Pramanik,Paramanik পরামানিক=Paramanik ঢালী=Dhali খান=Khan খাঁ=Khan পাঠান=Pathan
    কাজী=Kazi,Kaji,Qazi মীর=Mir মির=Mir মির্জা=Mirza মোল্লা=Molla,Mollah,Mulla মোল্যা=Molla লস্কর=Laskar,Lashkar
    গাজী=Gazi,Gaji,Ghazi শেখ=Shekh,Sheikh,Shaikh,Shaik সেখ=Sekh,Sk,Seikh,Saikh মিয়া=Mia,Miya মিঞা=Mian ফকির=Fakir
    সৈয়দ=Syed,Saiyad,Sayed,Saiyed মালিক=Malik মুন্সি=Munshi,Munsi দেওয়ান=Dewan পুরকাইত=Purkait বর্মন=Barman,Burman,Borman
    বর্মণ=Barman রাজবংশী=Rajbanshi,Rajbongshi সোরেন=Soren সরেন=Saren হেমব্রম=Hembram,Hembrom মুর্মু=Murmu
    হাঁসদা=Hansda,Hasda টুডু=Tudu কিস্কু=Kisku মারান্ডি=Marandi মার্ডি=Mardi বেসরা=Besra বাস্কে=Baskey,Baske মান্ডি=Mandi
    ওরাওঁ=Oraon ওঁরাও=Oraon মুন্ডা=Munda মুণ্ডা=Munda লাকড়া=Lakra টোপ্পো=Toppo এক্কা=Ekka তামাং=Tamang গুরুং=Gurung রাই=Rai
    লামা=Lama থাপা=Thapa ছেত্রী=Chettri,Chhetri,Chetri শেরপা=Sherpa লেপচা=Lepcha ভুটিয়া=Bhutia লিম্বু=Limbu সুব্বা=Subba
    মোক্তান=Moktan বিশ্বকর্মা=Biswakarma,Vishwakarma,Bishwakarma শর্মা=Sharma,Sarma যাদব=Yadav,Jadav,Yadab প্রসাদ=Prasad
    কুমার=Kumar সাউ=Shaw,Sau,Saw সাহু=Sahu সাহ=Sah তিওয়ারি=Tiwari,Tewari মিশ্র=Mishra,Misra পাণ্ডে=Pandey,Pande দুবে=Dubey
    ঠাকুর=Thakur ঝা=Jha পাসওয়ান=Paswan,Paswaan রাম=Ram দেবী=Devi,Debi আগরওয়াল=Agarwal,Agrawal জয়সওয়াল=Jaiswal শাহ=Shah
    আনসারী=Ansari আনসারি=Ansari কুরেশি=Qureshi সিদ্দিকী=Siddiqui,Siddiqi বর্মা=Verma,Varma খাড়া=Khara
    ভুঁইয়া=Bhuiya,Bhunia,Bhuniya ভুঞ্যা=Bhunia দোলুই=Dolui পাইক=Paik পাখিরা=Pakhira ঘড়াই=Ghorai,Gharai গড়াই=Gorai,Garai
    কোলে=Koley,Kole সাঁতরা=Santra সাঁপুই=Sapui হাঁড়ি=Hanri পোদ্দার=Poddar,Podder পাঁজা=Panja বণিক=Banik সাধুখাঁ=Sadhukhan
    দফাদার=Dafadar জমাদার=Jamadar চিত্রকর=Chitrakar মালাকার=Malakar কুম্ভকার=Kumbhakar তন্তুবায়=Tantubay মুদি=Mudi
    মোদক=Modak নায়েক=Nayek নায়ক=Nayak মাল=Mal লোহার=Lohar বাড়ৈ=Baroi ওঝা=Ojha দেব=Deb,Dev
    সালমান=Salman প্রীতম=Pritam সুরজ=Suraj মুন্না=Munna গুড্ডু=Guddu লক্ষ্মীকান্ত=Lakshmikanta রঞ্জিতা=Ranjita কিরণ=Kiran চাঁদনী=Chandni
    আনিসুর=Anisur সাকিবুল=Sakibul সাদিয়া=Sadiya আফসানা=Afsana ঈশ্বর=Iswar,Ishwar কৈলাশ=Kailash,Kailas উজ্জ্বল=Ujjwal,Ujjal
    যতীন=Jatin মহেন্দ্র=Mahendra নরেন্দ্র=Narendra রাজেন্দ্র=Rajendra বিক্রম=Bikram,Vikram সুন্দর=Sundar
    তাহমিনা=Tahmina অমিতাভ=Amitabh,Amitava
    সুব্রত=Subrata,Subroto সুদীপ=Sudip,Sudeep
    সুমন=Suman সুমিত=Sumit সুজিত=Sujit সুজন=Sujan সুকুমার=Sukumar সুশান্ত=Sushanta,Susanta সুনীল=Sunil সুভাষ=Subhas,Subhash
    সুরেশ=Suresh সুধীর=Sudhir সৌরভ=Sourav,Saurav,Sourabh,Saurabh সৌমেন=Soumen,Saumen সৌভিক=Souvik সৌমিত্র=Soumitra
    সৌমিক=Soumik সৌগত=Sougata স্বপন=Swapan,Shapan সন্দীপ=Sandip,Sandeep সঞ্জয়=Sanjay,Sanjoy সঞ্জীব=Sanjib,Sanjiv,Sanjeev
    সমীর=Samir,Sameer সজল=Sajal সাগর=Sagar সনাতন=Sanatan সমর=Samar সত্যজিৎ=Satyajit শুভ=Subho,Shubho শুভম=Shubham,Subham
    শুভঙ্কর=Subhankar,Shubhankar শুভেন্দু=Subhendu,Suvendu,Shubhendu শ্যামল=Shyamal,Syamal শ্যাম=Shyam,Syam
    শান্তনু=Santanu,Shantanu শঙ্কর=Shankar,Sankar শম্ভু=Shambhu,Sambhu শিব=Shib,Shiv,Sib শিবু=Shibu শেখর=Shekhar,Sekhar
    শ্রীকান্ত=Srikanta,Shrikant শ্রীমন্ত=Srimanta রমেশ=Ramesh রতন=Ratan,Rotan রঞ্জিত=Ranjit রণজিৎ=Ranajit রঞ্জন=Ranjan
    রাজু=Raju রাজেশ=Rajesh রাজীব=Rajib,Rajiv,Rajeev রাজ=Raj রাজা=Raja রামকৃষ্ণ=Ramkrishna,Ramakrishna রাহুল=Rahul
    রবি=Rabi,Ravi রবীন্দ্রনাথ=Rabindranath রবীন=Rabin রূপম=Rupam রাকেশ=Rakesh রণবীর=Ranbir রঘুনাথ=Raghunath
    প্রদীপ=Pradip,Pradeep প্রসেনজিৎ=Prasenjit,Prosenjit প্রশান্ত=Prashanta,Prasanta প্রকাশ=Prakash প্রণব=Pranab,Pronab
    প্রবীর=Prabir পল্লব=Pallab পার্থ=Partha পলাশ=Palash পঙ্কজ=Pankaj পরিমল=Parimal পরেশ=Paresh পবিত্র=Pabitra পিন্টু=Pintu
    প্রভাত=Prabhat প্রফুল্ল=Prafulla প্রতাপ=Pratap প্রবাল=Prabal বাপি=Bapi বাবু=Babu বাবলু=Bablu,Bablo
    বিকাশ=Bikash,Bikas,Vikash,Vikas বিজয়=Bijay,Bijoy,Vijay বিমল=Bimal,Vimal বিশ্বজিৎ=Biswajit,Bishwajit
    বিপ্লব=Biplab,Biplob বিশ্বনাথ=Biswanath,Bishwanath বিনয়=Binay,Binoy,Vinay বিনোদ=Binod,Vinod বিষ্ণু=Bishnu,Vishnu
    বরুণ=Barun,Varun বাসুদেব=Basudeb,Basudev বাদল=Badal বলরাম=Balaram,Balram ভোলা=Bhola ভোলানাথ=Bholanath ভাস্কর=Bhaskar
    মৃণাল=Mrinal মানস=Manas মনোজ=Manoj মোহন=Mohan মধু=Madhu মধুসূদন=Madhusudan মলয়=Malay,Moloy মহাদেব=Mahadeb,Mahadev
    মহেশ=Mahesh মিঠুন=Mithun মিলন=Milan মনোরঞ্জন=Manoranjan মুকুল=Mukul মৃত্যুঞ্জয়=Mrityunjay,Mrityunjoy মানিক=Manik
    মঙ্গল=Mangal মদন=Madan মনু=Manu মন্টু=Montu,Mantu যোগেশ=Jogesh,Yogesh লক্ষ্মণ=Lakshman,Laxman লাল্টু=Laltu লাল=Lal
    অমিত=Amit অমল=Amal,Amol অনিল=Anil অনুপ=Anup অরূপ=Arup,Aroop অরুণ=Arun অজয়=Ajay,Ajoy অজিত=Ajit
    অভিজিৎ=Abhijit,Avijit,Abhijeet অভিষেক=Abhishek,Avishek অশোক=Ashok,Asok অসিত=Asit অসীম=Asim,Aseem অলোক=Alok
    অনির্বাণ=Anirban অনিমেষ=Animesh অর্ণব=Arnab অর্জুন=Arjun অয়ন=Ayan অমর=Amar অমিয়=Amiya অতনু=Atanu অনন্ত=Ananta
    অভয়=Abhay,Abhoy আশিস=Ashis,Asis,Ashish আনন্দ=Ananda,Anand আকাশ=Akash আদিত্য=Aditya ইন্দ্রজিৎ=Indrajit উত্তম=Uttam
    উৎপল=Utpal উদয়=Uday কৃষ্ণ=Krishna,Krisna কমল=Kamal,Komol কার্তিক=Kartik,Kartick কাজল=Kajal কালী=Kali কালীপদ=Kalipada
    কিশোর=Kishor,Kishore কৌশিক=Koushik,Kaushik,Kousik কুণাল=Kunal কানাই=Kanai কাঞ্চন=Kanchan গৌতম=Gautam,Goutam,Gowtam
    গোপাল=Gopal গৌর=Gour,Gaur গৌরাঙ্গ=Gouranga,Gauranga গোবিন্দ=Gobinda,Govinda গণেশ=Ganesh গোপীনাথ=Gopinath
    ঘনশ্যাম=Ghanashyam,Ghanshyam চন্দন=Chandan চঞ্চল=Chanchal চিরঞ্জিত=Chiranjit চিরঞ্জীব=Chiranjib চিত্তরঞ্জন=Chittaranjan
    চন্দ্র=Chandra চাঁদ=Chand জয়ন্ত=Jayanta,Joyanta জয়দেব=Jaydeb,Joydeb,Jaydev,Joydev জয়=Joy,Jay জগন্নাথ=Jagannath
    জগদীশ=Jagadish,Jagdish জিতেন=Jiten জীবন=Jiban,Jeevan জিৎ=Jit,Jeet তাপস=Tapas তপন=Tapan,Topon তারক=Tarak
    তন্ময়=Tanmay,Tanmoy তরুণ=Tarun তারাপদ=Tarapada তুষার=Tushar দীপক=Dipak,Deepak দীপঙ্কর=Dipankar,Deepankar দিলীপ=Dilip
    দেবাশিস=Debashis,Debasis,Debashish দেবব্রত=Debabrata,Debobrato দেবু=Debu দীনেশ=Dinesh দিনেশ=Dinesh দুলাল=Dulal
    দুর্গা=Durga ধনঞ্জয়=Dhananjay,Dhananjoy ধীরেন=Dhiren ধর্মেন্দ্র=Dharmendra নারায়ণ=Narayan,Narayon নিমাই=Nimai
    নিতাই=Nitai নির্মল=Nirmal নিখিল=Nikhil নবীন=Nabin নেপাল=Nepal নরেন=Naren নরেশ=Naresh নিরঞ্জন=Niranjan
    নীলকণ্ঠ=Nilkantha হরি=Hari হারাধন=Haradhan হেমন্ত=Hemanta হীরালাল=Hiralal হৃদয়=Hriday ঋত্বিক=Ritwik,Ritwick
    ক্ষুদিরাম=Khudiram মুকেশ=Mukesh রোহিত=Rohit মনীষ=Manish গৌরব=Gourav,Gaurav পবন=Pawan,Paban
    লক্ষ্মী=Lakshmi,Laxmi,Lokkhi,Lakhi,Luxmi লক্ষী=Lakshmi সরস্বতী=Saraswati,Swaraswati রীতা=Rita রিতা=Rita রিনা=Rina
    রীনা=Rina,Reena মিনা=Mina মীনা=Mina,Meena মিতা=Mita মিনতি=Minati মিঠু=Mithu মৌসুমী=Mousumi,Moushumi মৌমিতা=Moumita
    মালতী=Malati মালা=Mala মঞ্জু=Manju মায়া=Maya মাধবী=Madhabi মমতা=Mamata,Mamta মল্লিকা=Mallika মনীষা=Manisha
    মনিষা=Manisha মধুমিতা=Madhumita মণি=Mani,Moni মনিকা=Monika মৌ=Mou মাম্পি=Mampi সুমিত্রা=Sumitra
    সুস্মিতা=Susmita,Sushmita সুজাতা=Sujata সুনীতা=Sunita সুনিতা=Sunita সুপ্রিয়া=Supriya সোমা=Soma সোনালী=Sonali সোনা=Sona
    সন্ধ্যা=Sandhya সীমা=Sima,Seema সীতা=Sita সাবিত্রী=Sabitri,Savitri সবিতা=Sabita,Savita সঞ্চিতা=Sanchita
    সংগীতা=Sangita,Sangeeta সঙ্গীতা=Sangita স্বপ্না=Swapna স্বাতী=Swati শিখা=Shikha,Sikha শিউলি=Shiuli শেফালী=Shefali
    শর্মিলা=Sharmila শর্মিষ্ঠা=Sharmistha শম্পা=Shampa,Sampa শ্যামলী=Shyamali শ্রাবণী=Shrabani,Srabani শ্রেয়া=Shreya
    শিল্পা=Shilpa শোভা=Shova,Shobha শান্তি=Shanti,Santi শিবানী=Shibani রূপা=Rupa রুপা=Rupa রেখা=Rekha রত্না=Ratna রমা=Rama
    রানী=Rani রানি=Rani রাধা=Radha রাখি=Rakhi রাখী=Rakhi রুমা=Ruma রিয়া=Riya,Ria পূজা=Puja,Pooja পূর্ণিমা=Purnima
    প্রিয়া=Priya প্রিয়াঙ্কা=Priyanka প্রিয়াংকা=Priyanka প্রতিমা=Pratima প্রীতি=Priti,Preeti পুষ্প=Pushpa পুষ্পা=Pushpa পুতুল=Putul
    পাপিয়া=Papiya,Papia পায়েল=Payel,Payal পারুল=Parul পদ্মা=Padma পম্পা=Pampa পার্বতী=Parbati,Parvati
    বন্দনা=Bandana,Vandana বীণা=Bina,Veena বাসন্তী=Basanti বর্ণালী=Barnali বেবি=Baby,Bebi বুলু=Bulu ভারতী=Bharati,Bharti
    ভবানী=Bhabani লতা=Lata লিপিকা=Lipika লীলা=Lila,Leela ললিতা=Lalita অঞ্জলি=Anjali অঞ্জনা=Anjana অনিতা=Anita,Aneeta
    অপর্ণা=Aparna অর্পিতা=Arpita অনামিকা=Anamika অনুশ্রী=Anushree অদিতি=Aditi অন্নপূর্ণা=Annapurna আরতি=Arati,Aarti আশা=Asha
    আভা=Abha ইন্দ্রাণী=Indrani ইন্দিরা=Indira উমা=Uma উষা=Usha ঊষা=Usha উর্মিলা=Urmila কাকলি=Kakali কাবেরী=Kaberi
    কমলা=Kamala,Kamla কল্পনা=Kalpana কল্যাণী=Kalyani কবিতা=Kabita,Kavita করুণা=Karuna কৃষ্ণা=Krishna কুসুম=Kusum কেয়া=Keya
    গীতা=Gita,Geeta গৌরী=Gouri,Gauri গঙ্গা=Ganga গায়ত্রী=Gayatri,Gayetri চম্পা=Champa চন্দনা=Chandana চন্দ্রা=Chandra
    ছবি=Chhabi,Chobi ছায়া=Chhaya জয়া=Jaya,Joya জয়শ্রী=Jayashree,Jayasree,Joyshree জ্যোৎস্না=Jyotsna,Josna জ্যোতি=Jyoti
    ঝর্ণা=Jharna ঝর্না=Jharna ঝুমা=Jhuma টুম্পা=Tumpa তনুশ্রী=Tanushree,Tanusree তৃপ্তি=Tripti তারা=Tara তনিমা=Tanima
    দীপা=Dipa,Deepa দীপিকা=Dipika,Deepika দীপালি=Dipali,Deepali নমিতা=Namita নন্দিতা=Nandita নিবেদিতা=Nibedita
    নীলিমা=Nilima ফুলমণি=Phulmani,Fulmoni হাসি=Hasi যশোদা=Jashoda,Yashoda যমুনা=Jamuna,Yamuna মোঃ=Md মো=Md
    মোহাম্মদ=Mohammad,Mohammed,Muhammad,Mohamed মহম্মদ=Mohammad,Mahammad মুহাম্মদ=Muhammad আব্দুল=Abdul,Abdool আবদুল=Abdul
    আব্দুর=Abdur করিম=Karim,Kareem রহিম=Rahim,Raheem রহমান=Rahman,Rahaman,Rehman রফিকুল=Rafikul,Rafiqul রফিক=Rafik,Rafiq
    ইসলাম=Islam আলী=Ali,Aly আলি=Ali হোসেন=Hossain,Hossen,Hosen,Hussain,Hussein হোসাইন=Hossain হুসেন=Husen
    হাসান=Hasan,Hassan হাসিবুল=Hasibul হাবিব=Habib হাবিবুর=Habibur হাফিজ=Hafiz,Hafij হায়দার=Haider,Haydar হাজি=Haji,Hazi
    হাজী=Haji হক=Haque,Hoque,Haq,Hok আহমেদ=Ahmed,Ahmad আহমদ=Ahmad আখতার=Akhtar,Akter আক্তার=Akhtar আজিজ=Aziz,Ajij
    আজিজুল=Azizul,Ajijul আনোয়ার=Anwar,Anowar আমিনুল=Aminul আমিন=Amin আরিফ=Arif আলম=Alam আসাদ=Asad আশরাফ=Ashraf
    আশরাফুল=Ashraful আতাউর=Ataur আকবর=Akbar আবুল=Abul আবু=Abu আজাদ=Azad,Ajad আফজল=Afzal ইমরান=Imran ইব্রাহিম=Ibrahim
    ইসমাইল=Ismail ইকবাল=Iqbal ইউসুফ=Yusuf,Eusuf ইদ্রিস=Idris ইয়াসিন=Yasin,Yeasin ওসমান=Osman,Usman কাশেম=Kashem,Kasem
    কবির=Kabir কামাল=Kamal কামরুল=Kamrul কাদের=Kader,Qader কাসিম=Kasim খলিল=Khalil খালেক=Khalek গফফার=Gaffar
    গোলাম=Golam,Gulam জাহাঙ্গীর=Jahangir জামাল=Jamal জাকির=Jakir,Zakir জহিরুল=Jahirul জালাল=Jalal জাহিদ=Jahid,Zahid
    জিয়াউর=Ziaur,Jiaur তারিক=Tarik,Tariq নজরুল=Nazrul,Najrul নাসির=Nasir নূর=Nur,Noor নুরুল=Nurul নাজিম=Nazim,Najim
    নাজমুল=Nazmul,Najmul ফারুক=Faruk,Farooq,Faruque ফজলুর=Fazlur,Fajlur ফিরোজ=Firoz,Firoj ফরিদ=Farid
    মনিরুল=Manirul,Monirul মইনুল=Moinul,Mainul মান্নান=Mannan মাহমুদ=Mahmud,Mahmood মাহবুব=Mahbub মিজানুর=Mijanur,Mizanur
    মুস্তাফা=Mustafa মোস্তফা=Mostafa মতিউর=Matiur,Motiur রশিদ=Rashid,Rasid রাজ্জাক=Razzak,Rajjak রাকিব=Rakib,Raquib
    রেজাউল=Rejaul,Rezaul রিয়াজ=Riyaz,Riyaj,Riaz রবিউল=Rabiul লতিফ=Latif লিয়াকত=Liyakat,Liaquat শফিক=Shafik,Shafiq
    শফিকুল=Shafikul,Safikul শাহজাহান=Shahjahan শাহিন=Shahin,Sahin শামীম=Shamim,Samim শরিফ=Sharif,Sarif শরিফুল=Shariful
    শামসুল=Shamsul,Samsul সাইফুল=Saiful সাদ্দাম=Saddam সালাম=Salam সালিম=Salim,Saleem সেলিম=Selim সামাদ=Samad সাবির=Sabir
    সিরাজ=Siraj সিরাজুল=Sirajul সিদ্দিক=Siddik,Siddique সোহেল=Sohel,Sohail সুলতান=Sultan জব্বার=Jabbar জলিল=Jalil
    এনামুল=Enamul সাত্তার=Sattar আলমগীর=Alamgir মোশারফ=Mosharaf মোক্তার=Moktar,Mukhtar আসলাম=Aslam মেহেদি=Mehedi
    রুবেল=Rubel রহিমা=Rahima রাবেয়া=Rabeya,Rabia রেহানা=Rehana রোকেয়া=Rokeya রুবিনা=Rubina রুকসানা=Ruksana,Rukhsana
    রেশমা=Reshma ফাতেমা=Fatema ফাতিমা=Fatima ফরিদা=Farida ফিরোজা=Firoza,Firoja ফারহানা=Farhana ফরজানা=Farzana,Farjana
    আয়েশা=Ayesha,Aisha আমিনা=Amina আসমা=Asma আনোয়ারা=Anowara খাদিজা=Khadija খাতুন=Khatun,Khatoon বেগম=Begum,Begam
    বিবি=Bibi,Bibee বেওয়া=Bewa সালমা=Salma সাবিনা=Sabina সাকিনা=Sakina সাহিদা=Sahida সুফিয়া=Sufia,Sufiya সেলিনা=Selina
    সুলতানা=Sultana শাহিদা=Shahida শবনম=Shabnam,Sabnam শিরিন=Shirin নাজমা=Nazma,Najma নাসিমা=Nasima
    নাসরিন=Nasrin,Nasreen মমতাজ=Mamtaz,Momtaz,Mumtaz মরিয়ম=Mariam,Mariyam মর্জিনা=Marjina,Morjina মাসুদা=Masuda
    মোসাম্মৎ=Mosammat,Mosammot মোসাঃ=Mst মোছাঃ=Mst হাসিনা=Hasina হালিমা=Halima হামিদা=Hamida জাহানারা=Jahanara
    জরিনা=Jarina,Zarina তসলিমা=Taslima পারভীন=Parvin,Parveen,Parbin পারভিন=Parvin কুলসুম=Kulsum ইয়াসমিন=Yasmin,Yeasmin
    নূরজাহান=Nurjahan
"""


def _read(pairs: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = (pair.split("=") for pair in pairs.split())
    return tuple((normalise(bengali), tuple(latin.split(","))) for bengali, latin in rows)


NAME_PARTS: Final = _read(_PAIRS)
"""(Bengali, Latin spellings), more usual spellings first: where two rows share a spelling the first row counts."""
