"""The known answer of ExplainedShareTest: weighted AUCs by their definition, pair by pair. Python 3.11.7."""

import random
random.seed(7)
n=18
labels=[random.randrange(3) for _ in range(n)]
scores=[[round(random.gauss(0.8*(labels[i]==k),1),1) for i in range(n)] for k in range(3)]
prob=[]
for i in range(n):
    e=[random.random()+0.6*(labels[i]==k) for k in range(3)]; s=sum(e); prob.append([round(x/s,3) for x in e])
prob=[[prob[i][k] for i in range(n)] for k in range(3)]
w=[(1/prob[labels[i]][i])/sum(1/prob[k][i] for k in range(3)) for i in range(n)]
def auc(col,k,w):
    num=den=0
    for i in range(n):
        if labels[i]!=k: continue
        for j in range(n):
            if labels[j]==k: continue
            ww=w[i]*w[j]; den+=ww; num+=ww*(1 if col[i]>col[j] else .5 if col[i]==col[j] else 0)
    return num/den
one=[1]*n
m=lambda cols,w: sum(auc(cols[k],k,w) for k in range(3))/3
a,b=m(scores,one),m(scores,w)
print("labels",labels); print("scores",scores); print("prob",prob)
print(repr(a),repr(b),repr(m(prob,one)),repr(m(prob,w)),(a-b)/(a-.5), sum(w)**2/sum(x*x for x in w))
